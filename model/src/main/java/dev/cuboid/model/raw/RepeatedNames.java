package dev.cuboid.model.raw;

import java.util.Collections;

/** What is said of a name that a list of a cube has more than once, in Cube's words. */
public final class RepeatedNames {

  private RepeatedNames() {}

  /**
   * @param kind of the list, in camel case: {@code measures}
   */
  public static String member(String kind, String name, String cube) {
    String one = kind.equals("hierarchies") ? "hierarchy" : kind.replaceFirst("s$", "");
    return "Member names must be unique within a cube. Found duplicate %s '%s' in cube '%s'."
        .formatted(one, name, cube);
  }

  /**
   * @param times how often the cube joins the other
   */
  public static String join(String cube, String target, int times) {
    return "Cube '%s' declares %d joins to '%s' (%s). Only one join per pair of cubes is supported. Keep a single join to '%s', or use extends to create a child cube of '%s' and join that instead"
        .formatted(
            cube,
            times,
            target,
            String.join(", ", Collections.nCopies(times, target)),
            target,
            target);
  }
}
