package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.Measure;
import dev.cuboid.model.Member;
import dev.cuboid.model.MemberPath;

/**
 * A member as a query names it, and the cube's member that it stands for.
 *
 * @param name in the query, {@code Cube.member} or {@code view.member}
 * @param alias its column in SQL
 * @param path the join path to the cube's own member
 * @param cube that owns it, never a view
 * @param member as the cube defines it
 */
record ResolvedMember(String name, String alias, MemberPath path, Cube cube, Member member) {

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
