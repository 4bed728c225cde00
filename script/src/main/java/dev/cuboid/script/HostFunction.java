package dev.cuboid.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Java function that a script can call. */
@FunctionalInterface
public interface HostFunction {

  /**
   * @param arguments as plain Java values: null, Boolean, Number, String, List, Map, {@link
   *     ScriptFunction}
   * @return a plain Java value
   * @throws RuntimeException which the script sees as an Error with the same message
   */
  @Nullable Object call(List<@Nullable Object> arguments);
}
