package dev.cuboid.server.hooks;

import dev.cuboid.script.ScriptContext;
import dev.cuboid.script.ScriptEngine;
import dev.cuboid.script.ScriptException;
import dev.cuboid.script.ScriptFunction;
import dev.cuboid.script.ScriptOptions;
import dev.cuboid.script.ScriptSource;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A project's {@code cube.js}: settings, and functions that decide at each request. It sees its
 * project's files and environment; not the network, and no packages of Node.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/reference/config">Cube's reference</a>
 */
public final class CubeJs implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CubeJs.class);
  private static final Logger console = LoggerFactory.getLogger("cube.js");

  private final ScriptContext context;
  private final Map<String, Object> options;
  private final ProjectHooks hooks;

  private CubeJs(ScriptContext context, Map<String, Object> options) {
    this.context = context;
    this.options = options;
    Map<String, ScriptFunction> functions = new LinkedHashMap<>();
    options.forEach(
        (name, value) -> {
          if (CubeJsOption.isHook(name, value) && value instanceof ScriptFunction function) {
            functions.put(name, function);
          }
        });
    CubeJsOptions.keyLocator(options)
        .ifPresent(function -> functions.put(CubeJsOption.JWK_URL, function));
    this.hooks =
        new ScriptHooks(
            context, functions, Optional.ofNullable(options.get(OrchestratorDescription.NAME)));
  }

  /**
   * Loads a project's {@code cube.js}, if it has one.
   *
   * @param environment what the script sees as {@code process.env}
   * @throws IOException when the file cannot be read
   * @throws ConfigurationException when it fails, or has options that do not exist
   */
  public static Optional<CubeJs> load(Path project, ScriptEngine scripts, Environment environment)
      throws IOException {
    Optional<ScriptSource> source = CubeJsFile.find(project);
    if (source.isEmpty()) {
      return Optional.empty();
    }
    ScriptContext context =
        scripts.newContext(
            ScriptOptions.defaults()
                .withConsole((level, line) -> console.info("{}", line))
                .withModules(CubeJsFile.modules(project))
                .withEnvironment(environment.variables()));
    try {
      Map<String, Object> options = options(context.load(source.get()).exports());
      CubeJsOptions.check(options);
      options.keySet().stream()
          .filter(CubeJsOption::isWithoutEffect)
          .forEach(name -> log.warn("the option {} of cube.js has no effect yet", name));
      OrchestratorDescription.withoutEffect(options.get(OrchestratorDescription.NAME))
          .forEach(name -> log.warn("the option {} of cube.js has no effect", name));
      return Optional.of(new CubeJs(context, options));
    } catch (ScriptException e) {
      context.close();
      throw new ConfigurationException(
          "cube.js cannot be loaded"
              + e.position().map(at -> " (" + at.fileName() + ":" + at.line() + ")").orElse("")
              + ": "
              + e.errorType()
              + ": "
              + e.getMessage());
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** The options that have a value; the default export is what counts, where there is one. */
  private static Map<String, Object> options(Map<String, @Nullable Object> exports) {
    @Nullable Object exported = exports.containsKey("default") ? exports.get("default") : exports;
    if (!(exported instanceof Map<?, ?> map)) {
      throw new ConfigurationException(
          "Configuration file must export the configuration as default.");
    }
    Map<String, Object> options = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (value != null) {
            options.put(String.valueOf(name), value);
          }
        });
    return options;
  }

  /** The settings that the file makes, by the names of their environment variables. */
  public Map<String, String> variables() {
    return CubeJsOptions.variables(options);
  }

  /** Whether the file has functions that are called at requests. */
  public boolean hasHooks() {
    return options.entrySet().stream()
            .anyMatch(option -> CubeJsOption.isHook(option.getKey(), option.getValue()))
        || CubeJsOptions.keyLocator(options).isPresent()
        || options.get(OrchestratorDescription.NAME) instanceof ScriptFunction;
  }

  /** What the file decides at each request. */
  public ProjectHooks hooks() {
    return hooks;
  }

  /** How many tenants' models are kept; empty where the file does not say. */
  public Optional<Integer> compilerCacheSize() {
    return options.get(CubeJsOption.COMPILER_CACHE_SIZE) instanceof Number size
        ? Optional.of(size.intValue())
        : Optional.empty();
  }

  @Override
  public void close() {
    context.close();
  }
}
