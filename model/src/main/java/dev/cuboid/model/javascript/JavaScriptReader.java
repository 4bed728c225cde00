package dev.cuboid.model.javascript;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.ModelError;
import dev.cuboid.model.ModelException;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.RequestValue;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.script.HostFunction;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptContext;
import dev.cuboid.script.ScriptEngine;
import dev.cuboid.script.ScriptException;
import dev.cuboid.script.ScriptFunction;
import dev.cuboid.script.ScriptModule;
import dev.cuboid.script.ScriptOptions;
import dev.cuboid.script.ScriptSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the JavaScript files of one model, once, in one sandbox, and collects what they define. The
 * sandbox lives as long as the model: properties that depend on a request are asked again in it.
 */
public final class JavaScriptReader {

  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String PRELUDE = resource("prelude.js");

  private final ModelErrors errors;
  private final TokenTable tokens = new TokenTable();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ModelFile> files = new HashMap<>();
  private final Map<String, SourcePosition> positions = new HashMap<>();
  private final List<RawDefinition> definitions = new ArrayList<>();
  private final Map<String, ScriptModule> exports = new HashMap<>();
  private final ScriptContext context;
  private final ScriptFunction evaluateFor;
  private final ScriptFunction apply;
  private final ScriptFunction evaluateRule;
  private final Deque<AsyncModule> asyncModules = new ArrayDeque<>();
  private String currentFile = "";

  /** A function given to {@code asyncModule}, and the file that did. */
  private record AsyncModule(String file, ScriptFunction function) {}

  /**
   * @param modelFiles which files may require from each other
   * @param compileContext what {@code COMPILE_CONTEXT} is
   */
  public JavaScriptReader(
      ScriptEngine engine,
      List<ModelFile> modelFiles,
      ContextValues compileContext,
      ScriptConsole console,
      ModelErrors errors) {
    this.errors = errors;
    modelFiles.forEach(file -> files.put(file.name(), file));
    context =
        engine.newContext(
            ScriptOptions.defaults()
                .withConsole(console)
                .withModules(this::resolve)
                .withLoadLimit(LIMIT));
    ScriptFunction prelude =
        function(context.evaluate(new ScriptSource("prelude.js", PRELUDE), LIMIT));
    HostFunction define = this::define;
    HostFunction addPart = this::addPart;
    HostFunction contextValue = JavaScriptReader::contextValue;
    HostFunction addAsyncModule = this::addAsyncModule;
    Map<?, ?> functions =
        (Map<?, ?>)
            Objects.requireNonNull(
                prelude.call(
                    LIMIT, define, addPart, contextValue, addAsyncModule, compileContext.asMap()));
    evaluateFor = function(functions.get("evaluateFor"));
    apply = function(functions.get("apply"));
    evaluateRule = function(functions.get("evaluateRule"));
  }

  /** Runs the files and gives what they define; what is wrong goes to the errors. */
  public List<RawDefinition> read(List<ModelFile> javaScriptFiles) {
    for (ModelFile file : javaScriptFiles) {
      run(file.name(), () -> exports.put(file.name(), context.load(prepared(file))));
    }
    while (!asyncModules.isEmpty()) {
      AsyncModule module = asyncModules.remove();
      run(module.file(), () -> module.function().call(LIMIT));
    }
    return List.copyOf(definitions);
  }

  /** What a file exports, where it was read without a mistake. */
  public Optional<ScriptModule> exports(String fileName) {
    return Optional.ofNullable(exports.get(fileName));
  }

  private void run(String file, Runnable script) {
    lock.lock();
    try {
      currentFile = file;
      script.run();
    } catch (ScriptException e) {
      errors.add(position(e, file), e.errorType() + ": " + e.getMessage());
    } catch (ModelException e) {
      errors.addAll(e.errors());
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Object addAsyncModule(List<@Nullable Object> arguments) {
    if (arguments.isEmpty() || !(arguments.getFirst() instanceof ScriptFunction function)) {
      throw new IllegalArgumentException("asyncModule needs a function");
    }
    asyncModules.add(new AsyncModule(currentFile, function));
    return null;
  }

  private ScriptSource prepared(ModelFile file) {
    JavaScriptSource source = JavaScriptSource.of(file);
    positions.putAll(source.positions());
    return new ScriptSource(file.name(), "with (__scope) {" + source.text() + "\n}");
  }

  private Optional<ScriptSource> resolve(String specifier, String fromFile) {
    String folder =
        fromFile.contains("/") ? fromFile.substring(0, fromFile.lastIndexOf('/') + 1) : "";
    String path =
        java.nio.file.Path.of(folder + specifier).normalize().toString().replace('\\', '/');
    for (String candidate : List.of(path, path + ".js", path + "/index.js")) {
      ModelFile file = files.get(candidate);
      if (file != null) {
        return Optional.of(prepared(file));
      }
    }
    return Optional.empty();
  }

  private @Nullable Object define(List<@Nullable Object> arguments) {
    RawDefinition.Kind kind =
        RawDefinition.Kind.valueOf(String.valueOf(arguments.get(0)).toUpperCase(Locale.ROOT));
    String name = String.valueOf(arguments.get(1));
    SourcePosition fallback = new SourcePosition(currentFile, 1, 1);
    DefinitionReader reader =
        new DefinitionReader(
            name,
            positions,
            positions.getOrDefault(name, fallback),
            tokens,
            this::dynamic,
            function -> rule(function, name));
    definitions.add(new RawDefinition(kind, name, reader.body(arguments.get(2))));
    return null;
  }

  private Object addPart(List<@Nullable Object> arguments) {
    String kind = String.valueOf(arguments.get(0));
    return tokens.add(
        switch (kind) {
          case "reference" -> new SqlPart.CubeReference(names(arguments.get(1)));
          case "cubeSql" -> new SqlPart.CubeSql(names(arguments.get(1)).getLast());
          case "contextValue" -> new SqlPart.ContextValue(names(arguments.get(1)));
          case "contextUnsafeValue" -> new SqlPart.ContextUnsafeValue(names(arguments.get(1)));
          case "contextFilter" ->
              new SqlPart.ContextFilter(
                  names(arguments.get(1)),
                  argument(arguments.get(2)),
                  Boolean.TRUE.equals(arguments.get(3)));
          case "filterParameter" ->
              new SqlPart.FilterParameter(
                  String.valueOf(arguments.get(1)),
                  String.valueOf(arguments.get(2)),
                  argument(arguments.get(3)));
          case "filterGroup" -> filterGroup(names(arguments.get(1)));
          case "convertTimezone" ->
              new SqlPart.ConvertTimezone(tokens.template(String.valueOf(arguments.get(1))));
          case "urlEncode" ->
              new SqlPart.UrlEncode(tokens.template(String.valueOf(arguments.get(1))));
          default -> throw new IllegalArgumentException("unknown part " + kind);
        });
  }

  private SqlPart filterGroup(List<String> filters) {
    List<SqlPart.FilterParameter> parameters = new ArrayList<>();
    for (String filter : filters) {
      List<SqlPart> parts = tokens.template(filter).parts();
      if (parts.size() != 1 || !(parts.getFirst() instanceof SqlPart.FilterParameter parameter)) {
        throw new IllegalArgumentException(
            "FILTER_GROUP expects FILTER_PARAMS args to be passed. For example"
                + " FILTER_GROUP(FILTER_PARAMS.foo.bar.filter('bar'),"
                + " FILTER_PARAMS.foo.jar.filter('jar')). But found: "
                + filter);
      }
      parameters.add(parameter);
    }
    return new SqlPart.FilterGroup(parameters);
  }

  private FilterArgument argument(@Nullable Object value) {
    if (value instanceof ScriptFunction callback) {
      return new FilterArgument.Callback(
          placeholders -> request(() -> apply.call(LIMIT, callback, placeholders)));
    }
    return new FilterArgument.Column(tokens.template(String.valueOf(value)));
  }

  private SqlPart dynamic(ScriptFunction property) {
    return new SqlPart.Dynamic(
        values -> request(() -> evaluateFor.call(LIMIT, property, values.asMap())));
  }

  private RequestValue rule(ScriptFunction function, String owner) {
    return values -> {
      try {
        return evaluateRule.call(LIMIT, function, values.asMap(), owner);
      } catch (ScriptException e) {
        throw failedInRequest(e);
      }
    };
  }

  private static ModelException failedInRequest(ScriptException e) {
    return new ModelException(
        List.of(
            new ModelError(
                e.position().map(at -> new SourcePosition(at.fileName(), at.line(), at.column())),
                Optional.empty(),
                e.errorType() + ": " + e.getMessage())));
  }

  /** Runs JavaScript for a request; its tokens are forgotten when the template is made. */
  private SqlTemplate request(Supplier<@Nullable Object> call) {
    lock.lock();
    long mark = tokens.mark();
    try {
      return tokens.template(String.valueOf(call.get()));
    } catch (ScriptException e) {
      throw failedInRequest(e);
    } finally {
      tokens.forgetSince(mark);
      lock.unlock();
    }
  }

  private static @Nullable Object contextValue(List<@Nullable Object> arguments) {
    @Nullable Object current = arguments.get(0);
    for (String step : names(arguments.get(1))) {
      current = current instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return current;
  }

  private static List<String> names(@Nullable Object value) {
    List<String> names = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(name -> names.add(String.valueOf(name)));
    }
    return names;
  }

  private static SourcePosition position(ScriptException e, String file) {
    return e.position()
        .map(at -> new SourcePosition(at.fileName(), at.line(), at.column()))
        .orElseGet(() -> new SourcePosition(file, 1, 1));
  }

  private static ScriptFunction function(@Nullable Object value) {
    if (value instanceof ScriptFunction function) {
      return function;
    }
    throw new IllegalStateException("the prelude is expected to give functions");
  }

  private static String resource(String name) {
    try (InputStream stream = JavaScriptReader.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
