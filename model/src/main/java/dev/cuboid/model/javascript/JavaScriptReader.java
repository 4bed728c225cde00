package dev.cuboid.model.javascript;

import dev.cuboid.model.CompilerOptions;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs the JavaScript files of one model, once, in one sandbox, and collects what they define. The
 * sandbox lives as long as the model: properties that depend on a request are asked again in it.
 */
final class JavaScriptReader {

  private static final int MAXIMUM_DEFERRALS = 1000;

  /** Before the text of a file, on the same line; gives a meaning to names of cubes. */
  private static final String SCOPE = "with (__scope) {";

  private static final String PRELUDE = resource("prelude.js");

  /** Cube shows functions as its transpiler writes them: without these parentheses. */
  private static final Pattern SINGLE_PARAMETER = Pattern.compile("^\\((\\w+)\\)\\s*=>");

  /** A function that a file has given to {@code asyncModule}. */
  private record Deferred(String file, ScriptFunction function) {}

  private final ModelErrors errors;
  private final Deque<Deferred> deferred = new ArrayDeque<>();
  private final TokenTable tokens = new TokenTable();
  private final SqlParts parts = new SqlParts(tokens, this::callback);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ModelFile> files;
  private final Map<String, PreparedFile> prepared = new HashMap<>();
  private final Map<String, SourcePosition> positions = new HashMap<>();
  private final Set<String> required = new HashSet<>();
  private final Map<String, List<RawDefinition>> definitions = new HashMap<>();
  private final List<RawDefinition> deferredDefinitions = new ArrayList<>();
  private final Map<String, ScriptModule> exports = new HashMap<>();
  private final Duration limit;
  private final ScriptContext context;
  private final ScriptFunction evaluateFor;
  private final ScriptFunction apply;
  private final ScriptFunction evaluateRule;
  private String currentFile = "";
  private List<RawDefinition> currentDefinitions = deferredDefinitions;
  private int deferrals;

  /**
   * @param files which files may require from each other, by name
   * @param preparedFiles those of them that are without a mistake
   * @param compileContext what {@code COMPILE_CONTEXT} is
   */
  JavaScriptReader(
      ScriptEngine engine,
      Map<String, ModelFile> files,
      List<PreparedFile> preparedFiles,
      ContextValues compileContext,
      CompilerOptions options,
      ModelErrors errors) {
    this.errors = errors;
    this.limit = options.timeLimit();
    this.files = Map.copyOf(files);
    preparedFiles.forEach(
        file -> {
          prepared.put(file.name(), file);
          positions.putAll(file.source().positions());
        });
    context =
        engine.newContext(
            ScriptOptions.defaults()
                .withConsole(options.console())
                .withModules(this::resolve)
                .withLoadLimit(limit));
    ScriptFunction prelude =
        function(
            context.evaluate(new ScriptSource(ScriptSource.INTERNAL + "model", PRELUDE), limit));
    HostFunction define = this::define;
    HostFunction addPart = this::addPart;
    HostFunction contextValue = JavaScriptReader::contextValue;
    HostFunction defer = this::defer;
    Map<?, ?> functions =
        (Map<?, ?>)
            Objects.requireNonNull(
                prelude.call(
                    limit,
                    define,
                    addPart,
                    contextValue,
                    defer,
                    FetchCall.of(options.fetcher()),
                    compileContext.asMap(),
                    options.withoutTenants(),
                    SqlPart.FilterParameter.UNNAMED_TIME_SHIFT));
    evaluateFor = function(functions.get("evaluateFor"));
    apply = function(functions.get("apply"));
    evaluateRule = function(functions.get("evaluateRule"));
  }

  /** Runs files; what is wrong with them goes to the errors. */
  void read(List<PreparedFile> scripts) {
    for (PreparedFile file : scripts) {
      currentDefinitions = definitions.computeIfAbsent(file.name(), name -> new ArrayList<>());
      guarded(file.name(), () -> exports.put(file.name(), context.load(runnable(file))));
    }
    currentDefinitions = deferredDefinitions;
    // What a module defines later may define more modules; each is run once.
    while (!deferred.isEmpty()) {
      Deferred module = deferred.removeFirst();
      guarded(module.file(), () -> module.function().call(limit));
    }
  }

  /** Whether some file required another one. */
  boolean hasRun(String fileName) {
    return required.contains(fileName);
  }

  /** What was defined while a file ran, and what it required. */
  List<RawDefinition> definitionsOf(String fileName) {
    return definitions.getOrDefault(fileName, List.of());
  }

  /** What was defined by {@code asyncModule}. */
  List<RawDefinition> deferredDefinitions() {
    return deferredDefinitions;
  }

  /** What a file exports, where it was read without a mistake. */
  Optional<ScriptModule> exports(String fileName) {
    return Optional.ofNullable(exports.get(fileName));
  }

  private void guarded(String file, Runnable work) {
    lock.lock();
    try {
      currentFile = file;
      work.run();
    } catch (ScriptException e) {
      errors.add(position(e, file), e.errorType() + ": " + e.getMessage());
    } catch (ModelException e) {
      errors.addAll(e.errors());
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Object defer(List<@Nullable Object> arguments) {
    if (++deferrals > MAXIMUM_DEFERRALS) {
      throw new IllegalStateException(
          "asyncModule is called more than " + MAXIMUM_DEFERRALS + " times: does it call itself?");
    }
    if (arguments.isEmpty() || !(arguments.getFirst() instanceof ScriptFunction function)) {
      throw new IllegalArgumentException("asyncModule expects a function");
    }
    deferred.addLast(new Deferred(currentFile, function));
    return null;
  }

  private static ScriptSource runnable(PreparedFile file) {
    return new ScriptSource(
        file.name(), SCOPE + file.source().text() + "\n}", /* commonJs= */ true);
  }

  private Optional<ScriptSource> resolve(String specifier, String fromFile) {
    String folder =
        fromFile.contains("/") ? fromFile.substring(0, fromFile.lastIndexOf('/') + 1) : "";
    String path =
        java.nio.file.Path.of(folder + specifier).normalize().toString().replace('\\', '/');
    for (String candidate : List.of(path, path + ".js", path + "/index.js")) {
      ModelFile file = files.get(candidate);
      if (file != null) {
        required.add(candidate);
        PreparedFile known = prepared.get(candidate);
        return Optional.of(runnable(known == null ? PreparedFile.of(file) : known));
      }
    }
    throw new IllegalArgumentException(ModulePaths.whyNotFound(specifier, path));
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
    currentDefinitions.add(new RawDefinition(kind, name, reader.body(arguments.get(2))));
    return null;
  }

  private Object addPart(List<@Nullable Object> arguments) {
    String kind = String.valueOf(arguments.get(0));
    return switch (kind) {
      case "reference" -> parts.reference(names(arguments.get(1)));
      case "cubeSql" -> parts.cubeSql(names(arguments.get(1)));
      case "contextValue" -> parts.contextValue(names(arguments.get(1)));
      case "contextUnsafeValue" -> parts.contextUnsafeValue(names(arguments.get(1)));
      case "contextFilter" ->
          parts.contextFilter(
              names(arguments.get(1)), arguments.get(2), Boolean.TRUE.equals(arguments.get(3)));
      case "filterParameter" ->
          parts.filterParameter(
              String.valueOf(arguments.get(1)),
              String.valueOf(arguments.get(2)),
              arguments.get(3),
              arguments.get(4));
      case "filterGroup" -> parts.filterGroup(names(arguments.get(1)));
      case "convertTimezone" -> parts.convertTimezone(String.valueOf(arguments.get(1)));
      case "urlEncode" -> parts.urlEncode(String.valueOf(arguments.get(1)));
      default -> throw new IllegalArgumentException("unknown part " + kind);
    };
  }

  private FilterArgument callback(ScriptFunction function) {
    return new FilterArgument.Callback(
        placeholders -> request(() -> apply.call(limit, function, placeholders)),
        SINGLE_PARAMETER.matcher(function.sourceText()).replaceFirst("$1 =>"));
  }

  private SqlPart dynamic(ScriptFunction property) {
    return new SqlPart.Dynamic(
        values -> request(() -> evaluateFor.call(limit, property, values.asMap())));
  }

  private RequestValue rule(ScriptFunction function, String owner) {
    return values -> {
      try {
        return evaluateRule.call(limit, function, values.asMap(), owner);
      } catch (ScriptException e) {
        throw failedInRequest(e);
      }
    };
  }

  private static ModelException failedInRequest(ScriptException e) {
    return new ModelException(
        List.of(
            new ModelError(
                e.position().map(JavaScriptReader::position),
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

  private static SourcePosition position(ScriptException.Position at) {
    int column = at.line() == 1 ? Math.max(1, at.column() - SCOPE.length()) : at.column();
    return new SourcePosition(at.fileName(), at.line(), column);
  }

  private static SourcePosition position(ScriptException e, String file) {
    return e.position()
        .map(JavaScriptReader::position)
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
