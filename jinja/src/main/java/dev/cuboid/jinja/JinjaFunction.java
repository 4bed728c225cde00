package dev.cuboid.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Java function that templates can call, or use as a filter. */
@FunctionalInterface
public interface JinjaFunction {

  /**
   * @param arguments as plain Java values: null, Boolean, Long, Double, String, List, Map; for a
   *     filter the filtered value first; keyword arguments are one Map, last
   * @return a plain Java value, or a {@link JinjaFunction}
   * @throws RuntimeException which ends the rendering, with the same message and the place of the
   *     call
   */
  @Nullable Object call(List<@Nullable Object> arguments);
}
