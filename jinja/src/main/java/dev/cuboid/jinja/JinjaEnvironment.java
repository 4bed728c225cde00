package dev.cuboid.jinja;

import com.dylibso.chicory.wasm.ChicoryException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Templates that can import from each other, and what they see. Rendered by minijinja, the engine
 * that Cube has, in the sandbox of WebAssembly: a template reaches nothing but what it is given.
 *
 * <p>Values are printed as JSON, unless they are marked {@code safe}; what is undefined is printed
 * as {@code null}; the entries of a map are in the order of their keys. Not thread-safe.
 */
public final class JinjaEnvironment {

  /** Put around a template whose name would leave its values as they are. */
  private static final String AS_JSON = "{% autoescape \"json\" %}";

  private static final String END = "{% endautoescape %}";

  private final Map<String, @Nullable Object> globals;
  private final Map<String, JinjaFunction> filters;
  private final JinjaLimits limits;
  private final Map<String, String> templates = new LinkedHashMap<>();
  private @Nullable Engine engine;

  private JinjaEnvironment(
      Map<String, @Nullable Object> globals,
      Map<String, JinjaFunction> filters,
      JinjaLimits limits) {
    this.globals = globals;
    this.filters = filters;
    this.limits = limits;
  }

  /**
   * @param globals variables and {@link JinjaFunction}s that every template sees
   * @param filters further filters
   */
  public static JinjaEnvironment create(
      Map<String, @Nullable Object> globals,
      Map<String, JinjaFunction> filters,
      JinjaLimits limits) {
    return new JinjaEnvironment(new LinkedHashMap<>(globals), Map.copyOf(filters), limits);
  }

  /**
   * Adds a template, which others can then import from.
   *
   * @param name by which others name it
   * @throws JinjaException when it is no template
   */
  public void addTemplate(String name, String source) {
    String prepared = prepared(name, source);
    guarded(
        name,
        () -> {
          engine().addTemplate(name, prepared);
          return "";
        });
    templates.put(name, prepared);
  }

  /**
   * Renders a template that was added.
   *
   * @throws JinjaException when it fails, or takes more than the limits allow
   */
  public String render(String name) {
    return guarded(name, () -> rendered(name));
  }

  private String rendered(String name) {
    try {
      return engine().render(name, Map.of());
    } catch (Engine.EngineException e) {
      Optional<String> included = EngineErrors.includedTemplate(e.text());
      if (included.isPresent() && !included.get().equals(name)) {
        // The engine says only that the included template failed: alone it says how.
        rendered(included.get());
      }
      throw e;
    }
  }

  private String guarded(String name, Supplier<String> work) {
    try {
      return BoundedRun.run(limits.time(), work);
    } catch (Engine.EngineException e) {
      JinjaException error =
          EngineErrors.of(e.text(), template -> isJson(template) ? 0 : AS_JSON.length());
      Optional<String> failure = takeFailure();
      throw failure.isPresent() ? new JinjaException(failure.get(), error.position()) : error;
    } catch (BoundedRun.TimeLimitException e) {
      engine = null;
      throw failed(name, "the template takes longer than " + limits.time().toMillis() + " ms");
    } catch (ChicoryException | StackOverflowError | OutOfMemoryError e) {
      boolean memory = engine != null && engine.hasUsedUpMemory();
      engine = null;
      throw failed(
          name,
          memory || e instanceof OutOfMemoryError
              ? "the template takes more than " + limits.megabytes() + " MB of memory"
              : "the template cannot be rendered: the template engine gave up");
    }
  }

  private Optional<String> takeFailure() {
    return Optional.ofNullable(engine)
        .flatMap(Engine::takeFailure)
        .map(failure -> String.valueOf(failure.getMessage()));
  }

  private static JinjaException failed(String name, String message) {
    return new JinjaException(message, Optional.of(new JinjaException.Position(name, 1, 1)));
  }

  /** The running engine; a new one after the last was stopped. */
  private Engine engine() {
    if (engine != null) {
      return engine;
    }
    Engine started = new Engine(limits);
    globals.forEach(started::addGlobal);
    filters.forEach(started::addFilter);
    templates.forEach(started::addTemplate);
    engine = started;
    return started;
  }

  private static String prepared(String name, String source) {
    if (isJson(name)) {
      return source;
    }
    String body = source.replaceFirst("\\r?\\n\\z", "");
    return AS_JSON + body + END + source.substring(body.length());
  }

  /** The engine's own rule for the names of templates whose values are printed as JSON. */
  private static boolean isJson(String name) {
    return name.replaceFirst("\\.(j2|jinja2?)\\z", "").matches("(?s).*\\.(json5?|js|ya?ml)");
  }
}
