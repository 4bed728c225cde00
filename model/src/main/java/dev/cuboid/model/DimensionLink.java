package dev.cuboid.model;

import java.util.Optional;

/**
 * A link that clients show with a dimension's value. Its address is the value of a dimension of its
 * own.
 *
 * @param name unique among the links of the dimension
 * @param label what clients show
 * @param icon the name of an icon
 * @param target {@code blank} or {@code self}
 * @param primary whether it is the one to follow when the value itself is chosen
 */
public record DimensionLink(
    String name, String label, Optional<String> icon, Optional<String> target, boolean primary) {

  /** The dimension whose value is the address of a link of a dimension. */
  public static String urlDimension(String dimension, String link) {
    return dimension + "___link_" + link + "_url";
  }
}
