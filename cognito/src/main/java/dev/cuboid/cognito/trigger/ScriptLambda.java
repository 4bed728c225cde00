package dev.cuboid.cognito.trigger;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.trigger.FunctionException.Cause;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A handler in a JavaScript file. The file is read again when it has changed; between changes its
 * module state is kept, as in a warm Lambda function. Calls take turns. Thread-safe.
 */
final class ScriptLambda implements LambdaFunction {

  private static final Logger log = LoggerFactory.getLogger(ScriptLambda.class);
  private static final String RUNTIME = "lambda-runtime.js";
  private static final String HANDLER = "handler";

  /** A file as it was loaded. */
  private record Loaded(
      String text, ScriptContext context, ScriptFunction begin, ScriptFunction handler) {}

  private final Path file;
  private final ScriptEngine engine;
  private final Duration limit;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Loaded loaded;

  ScriptLambda(Path file, ScriptEngine engine, Duration limit) {
    this.file = file;
    this.engine = engine;
    this.limit = limit;
  }

  @Override
  public String name() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public JsonNode invoke(String event) throws FunctionException {
    lock.lock();
    try {
      return invoke(current(), event);
    } catch (ScriptException e) {
      throw failure(e);
    } finally {
      lock.unlock();
    }
  }

  /** Reads the file ahead of the first call. */
  void prepare() {
    lock.lock();
    try {
      current();
    } catch (FunctionException | ScriptException e) {
      log.warn("trigger {} cannot be loaded: {}", name(), e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private JsonNode invoke(Loaded function, String event) throws FunctionException {
    Object begun =
        function
            .begin()
            .call(limit, function.handler(), event, functionName(), (double) limit.toMillis());
    if (!(begun instanceof Map<?, ?> state)
        || !(state.get("outcome") instanceof ScriptFunction outcomeFunction)) {
      throw new IllegalStateException("the Lambda runtime script gives back its outcome");
    }
    String outcome = text(outcomeFunction.call(limit));
    if (outcome.isEmpty()) {
      // The handler did not call back yet: its timers may.
      function.context().drain(limit);
      outcome = text(outcomeFunction.call(limit));
    }
    if (outcome.isEmpty()) {
      // Nothing is left that could call back: the runtime answers null.
      return Json.parse("null");
    }
    JsonNode decided = Json.parse(outcome);
    if (decided.has("result")) {
      return Json.parse(decided.get("result").asString(""));
    }
    log.debug("{}", decided.path("trace").asString(""));
    throw new FunctionException(Cause.HANDLER_ERROR, decided.path("errorMessage").asString(""));
  }

  private Loaded current() throws FunctionException {
    String text = read();
    Loaded known = loaded;
    if (known != null && known.text().equals(text)) {
      return known;
    }
    discard();
    ScriptOptions options =
        ScriptOptions.defaults()
            .withConsole(this::print)
            .withEnvironment(Map.of("AWS_LAMBDA_FUNCTION_NAME", functionName()));
    ScriptContext context = engine.newContext(options);
    try {
      ScriptModule runtime = context.load(new ScriptSource(RUNTIME, runtimeText()));
      ScriptModule module = context.load(new ScriptSource(name(), text));
      ScriptFunction handler =
          module
              .function(HANDLER)
              .orElseThrow(
                  () ->
                      new FunctionException(
                          Cause.UNAVAILABLE, name() + " exports no function '" + HANDLER + "'"));
      Loaded fresh = new Loaded(text, context, runtime.function("begin").orElseThrow(), handler);
      loaded = fresh;
      return fresh;
    } catch (FunctionException | ScriptException e) {
      context.close();
      throw e;
    }
  }

  private String read() throws FunctionException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new FunctionException(Cause.UNAVAILABLE, "cannot read " + file, e);
    }
  }

  private FunctionException failure(ScriptException e) {
    String place = e.position().map(position -> position + ": ").orElse("");
    return switch (e.kind()) {
      case TIMEOUT -> {
        // Lambda ends the process of a handler that took too long.
        discard();
        yield new FunctionException(Cause.TIME_OUT, name() + " took longer than " + limit, e);
      }
      case MEMORY -> {
        discard();
        yield new FunctionException(Cause.HANDLER_ERROR, String.valueOf(e.getMessage()), e);
      }
      case SYNTAX -> new FunctionException(Cause.UNAVAILABLE, place + e.getMessage(), e);
      case THROWN -> new FunctionException(Cause.HANDLER_ERROR, String.valueOf(e.getMessage()), e);
    };
  }

  private void discard() {
    Loaded known = loaded;
    loaded = null;
    if (known != null) {
      known.context().close();
    }
  }

  private void print(ScriptConsole.Level level, String line) {
    switch (level) {
      case ERROR -> log.error("{}: {}", name(), line);
      case WARN -> log.warn("{}: {}", name(), line);
      case INFO, DEBUG -> log.info("{}: {}", name(), line);
    }
  }

  private String functionName() {
    String name = name();
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static String runtimeText() {
    try (InputStream stream = ScriptLambda.class.getResourceAsStream(RUNTIME)) {
      if (stream == null) {
        throw new IllegalStateException(RUNTIME + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(RUNTIME + " cannot be read", e);
    }
  }

  void close() {
    lock.lock();
    try {
      discard();
    } finally {
      lock.unlock();
    }
  }
}
