package dev.cuboid.script;

import java.time.InstantSource;
import org.graalvm.polyglot.Engine;

/**
 * The JavaScript engine, one for a process: contexts share what it has parsed. Thread-safe.
 *
 * <p>Scripts are interpreted, never compiled to machine code: models run once, at compile time, and
 * an optimizing runtime would have to match the JDK's build exactly.
 */
public final class ScriptEngine implements AutoCloseable {

  private final Engine engine;
  private final InstantSource clock;

  private ScriptEngine(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * @param clock by which timers are due
   */
  public static ScriptEngine create(InstantSource clock) {
    return new ScriptEngine(
        Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build(), clock);
  }

  /** A context with globals of its own, which sees nothing but what the options give it. */
  public ScriptContext newContext(ScriptOptions options) {
    return ScriptContext.create(engine, options, clock);
  }

  @Override
  public void close() {
    engine.close(/* cancelIfExecuting= */ true);
  }
}
