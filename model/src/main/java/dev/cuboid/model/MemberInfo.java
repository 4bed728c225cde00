package dev.cuboid.model;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every member says of itself to people and clients.
 *
 * @param cube the cube or view in which the member is seen
 * @param name its own name
 * @param title with the cube's title in front, as Cube composes it
 * @param shortTitle without it
 * @param description for people
 * @param meta free JSON of the author
 * @param visible {@code public}; a hidden member cannot be asked for
 * @param aliasOf in a view: the member that it stands for, with the join path to it
 * @param mask what access policies answer in place of its value
 * @param position where it is defined
 */
public record MemberInfo(
    String cube,
    String name,
    String title,
    String shortTitle,
    Optional<String> description,
    Optional<Map<String, @Nullable Object>> meta,
    boolean visible,
    Optional<MemberPath> aliasOf,
    Optional<Mask> mask,
    Optional<SourcePosition> position) {

  /** {@code Cube.member}. */
  public String fullName() {
    return cube + "." + name;
  }
}
