package dev.cuboid.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A function of a script. Safe to call from several threads: calls wait for each other. */
public interface ScriptFunction {

  /** Its name in the script, empty for a nameless one. */
  String name();

  /** The number of parameters before the first with a default value, as {@code length} says. */
  int parameterCount();

  /** The function's text. */
  String sourceText();

  /**
   * Calls it and waits for the promise that it returns, if it returns one. Timers run meanwhile.
   *
   * @param limit after which the script is interrupted
   * @param arguments plain Java values, {@link HostFunction}s or functions of the same context
   * @return a plain Java value: null, Boolean, Number, String, List, Map, {@link ScriptFunction};
   *     {@code undefined} is null
   * @throws ScriptException when it throws, when its promise is rejected, or after the limit
   */
  @Nullable Object call(Duration limit, @Nullable Object... arguments);
}
