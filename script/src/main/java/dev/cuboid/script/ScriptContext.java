package dev.cuboid.script;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox with globals of its own: no Java, no files, no network, no processes. Module-level
 * state is kept between calls. Thread-safe: one thread runs in it at a time, the others wait.
 */
public final class ScriptContext implements AutoCloseable {

  /** Before the text of a module, on the same line, so that its lines keep their numbers. */
  static final String WRAPPER = "(function (exports, require, module, __filename, __dirname) {";

  private final Context context;
  private final ScriptOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private final EventLoop eventLoop;
  private final ScriptValues values;
  private final ScriptErrors errors;
  private final Map<String, Value> modules = new HashMap<>();

  private ScriptContext(Context context, ScriptOptions options, InstantSource clock) {
    this.context = context;
    this.options = options;
    this.values = new ScriptValues(context, this);
    this.errors = new ScriptErrors(context.eval("js", "(value => typeof value)"));
    this.eventLoop = new EventLoop(clock);
  }

  static ScriptContext create(Engine engine, ScriptOptions options, InstantSource clock) {
    ModuleFileSystem files = new ModuleFileSystem(options.modules());
    Context context =
        Context.newBuilder("js")
            .engine(engine)
            .allowAllAccess(false)
            .allowHostAccess(HostAccess.NONE)
            .allowIO(IOAccess.newBuilder().fileSystem(files).build())
            .allowExperimentalOptions(true)
            .option("js.esm-eval-returns-exports", "true")
            .option("js.ecmascript-version", "2023")
            .option("js.graal-builtin", "false")
            .option("js.polyglot-builtin", "false")
            .option("js.load", "false")
            .option("js.print", "false")
            .option("js.console", "false")
            .build();
    ScriptContext script = new ScriptContext(context, options, clock);
    Globals.install(context, script, script.values, script.eventLoop, options);
    return script;
  }

  /**
   * Loads a module: a CommonJS module, or an ES module where it has {@code import} or {@code
   * export} statements.
   *
   * @return what it exports, by name; a module whose {@code module.exports} is a function or
   *     another single value gives it as {@code default}
   * @throws ScriptException when it cannot be read or throws, or after the limit of the options
   */
  public ScriptModule load(ScriptSource source) {
    return run(
        options.loadLimit(),
        () -> {
          Value exports =
              EsModules.isEsModule(source) ? evaluateModule(source) : requireSource(source);
          return ScriptModule.of(values.toJava(exports));
        });
  }

  /**
   * Evaluates a script in the global scope.
   *
   * @return the value of its last expression as a plain Java value
   */
  public @Nullable Object evaluate(ScriptSource source, Duration limit) {
    return run(limit, () -> values.toJava(context.eval(sourceOf(source))));
  }

  /** Runs timers that are due, until none is left or the limit is reached. */
  public void drain(Duration limit) {
    run(
        limit,
        () -> {
          eventLoop.drain(limit);
          return null;
        });
  }

  @Nullable Object call(Value function, Duration limit, @Nullable Object... arguments) {
    return run(
        limit,
        () -> {
          Object[] converted = new Object[arguments.length];
          for (int i = 0; i < arguments.length; i++) {
            converted[i] = values.toScript(arguments[i]);
          }
          return values.toJava(settle(function.execute(converted), limit));
        });
  }

  private Value settle(Value result, Duration limit) {
    if (!result.hasMembers() || !result.canInvokeMember("then")) {
      return result;
    }
    PromiseOutcome outcome = new PromiseOutcome();
    result.invokeMember("then", outcome.onFulfilled(), outcome.onRejected());
    eventLoop.runUntil(outcome::isSettled, limit);
    return outcome.valueOrThrow(errors);
  }

  /** {@code require} as scripts call it. */
  Value require(String specifier, String fromFile) {
    Optional<ScriptSource> source = options.modules().resolve(specifier, fromFile);
    if (source.isEmpty()) {
      throw new IllegalArgumentException("Cannot find module '" + specifier + "'");
    }
    return EsModules.isEsModule(source.get())
        ? evaluateModule(source.get())
        : requireSource(source.get());
  }

  private Value requireSource(ScriptSource source) {
    Value loaded = modules.get(source.fileName());
    if (loaded != null) {
      return loaded.getMember("exports");
    }
    Value module = context.eval("js", "({ exports: {} })");
    modules.put(source.fileName(), module);
    try {
      Source wrapped =
          Source.newBuilder("js", WRAPPER + source.text() + "\n})", source.fileName())
              .buildLiteral();
      context
          .eval(wrapped)
          .execute(
              module.getMember("exports"),
              Globals.requireFunction(context, this, source.fileName()),
              module,
              source.fileName(),
              "");
    } catch (PolyglotException e) {
      modules.remove(source.fileName());
      throw e;
    }
    return module.getMember("exports");
  }

  private Value evaluateModule(ScriptSource source) {
    return context.eval(
        Source.newBuilder("js", source.text(), source.fileName())
            .mimeType("application/javascript+module")
            .buildLiteral());
  }

  private static Source sourceOf(ScriptSource source) {
    return Source.newBuilder("js", source.text(), source.fileName()).buildLiteral();
  }

  private <T extends @Nullable Object> T run(Duration limit, Supplier<T> action) {
    lock.lock();
    try (Watchdog watchdog = Watchdog.start(context, limit)) {
      try {
        return action.get();
      } catch (PolyglotException e) {
        if (e.isResourceExhausted()) {
          throw starved();
        }
        throw errors.of(e, watchdog.hasFired(), limit);
      } catch (OutOfMemoryError e) {
        throw starved();
      } catch (EventLoop.TimeLimitException e) {
        throw ScriptErrors.timeout(limit, Optional.empty());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the context: what it holds would starve everybody else. */
  private ScriptException starved() {
    context.close(/* cancelIfExecuting= */ true);
    return ScriptErrors.outOfMemory();
  }

  @Override
  public void close() {
    context.close(/* cancelIfExecuting= */ true);
  }
}
