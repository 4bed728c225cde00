package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/**
 * Dimensions from coarse to fine.
 *
 * @param name its own name
 * @param title for people
 * @param visible {@code public}
 * @param levels own names of dimensions of the same cube or view
 * @param aliasOf in a view: the hierarchy that it stands for, with the join path to it
 */
public record Hierarchy(
    String name,
    Optional<String> title,
    boolean visible,
    List<String> levels,
    Optional<MemberPath> aliasOf) {

  public Hierarchy {
    levels = List.copyOf(levels);
  }
}
