package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.Measure;
import dev.cuboid.model.Member;
import dev.cuboid.model.MemberPath;
import java.util.Optional;

/**
 * A member as a query names it, and the cube's member that it stands for.
 *
 * @param name in the query, {@code Cube.member} or {@code view.member}
 * @param alias its column in SQL
 * @param path the join path to the cube's own member
 * @param cube that owns it, never a view
 * @param member as the cube defines it
 * @param mask in whose place its value is shown to some only
 */
record ResolvedMember(
    String name, String alias, MemberPath path, Cube cube, Member member, Optional<RowMask> mask) {

  /** A member whose value is shown wherever it is. */
  ResolvedMember(String name, String alias, MemberPath path, Cube cube, Member member) {
    this(name, alias, path, cube, member, Optional.empty());
  }

  /** The same, its value shown wherever it is. */
  ResolvedMember unmasked() {
    return new ResolvedMember(name, alias, path, cube, member);
  }

  /** The same, its value shown in some rows only. */
  ResolvedMember with(RowMask rows) {
    return new ResolvedMember(name, alias, path, cube, member, Optional.of(rows));
  }

  /** {@code Cube.member} of the cube that owns it. */
  String key() {
    return path.name();
  }

  boolean isMeasure() {
    return member instanceof Measure;
  }

  Measure measure() {
    return (Measure) member;
  }

  Dimension dimension() {
    return (Dimension) member;
  }
}
