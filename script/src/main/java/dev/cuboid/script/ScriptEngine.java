package dev.cuboid.script;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/**
 * The JavaScript engine, one for a process: contexts share what it has parsed. Thread-safe.
 *
 * <p>Scripts are interpreted, never compiled to machine code: models run once, at compile time, and
 * an optimizing runtime would have to match the JDK's build exactly.
 */
public final class ScriptEngine implements AutoCloseable {

  private final InstantSource clock;
  private final ReentrantLock starting = new ReentrantLock();
  private @Nullable Engine engine;
  private boolean closed;

  private ScriptEngine(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param clock by which timers are due
   */
  public static ScriptEngine create(InstantSource clock) {
    return new ScriptEngine(clock);
  }

  /** A context with globals of its own, which sees nothing but what the options give it. */
  public ScriptContext newContext(ScriptOptions options) {
    return ScriptContext.create(engine(), options, clock);
  }

  /** Started when the first script is to run: many projects have none. */
  private Engine engine() {
    starting.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the script engine is closed");
      }
      Engine started = engine;
      if (started == null) {
        started = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
        engine = started;
      }
      return started;
    } finally {
      starting.unlock();
    }
  }

  @Override
  public void close() {
    starting.lock();
    try {
      closed = true;
      if (engine != null) {
        engine.close(/* cancelIfExecuting= */ true);
      }
    } finally {
      starting.unlock();
    }
  }
}
