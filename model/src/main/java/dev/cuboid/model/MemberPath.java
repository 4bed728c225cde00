package dev.cuboid.model;

import java.util.List;

/**
 * The way to a member: the cubes to join, in order, and the member of the last of them. {@code
 * Orders.Users.city} has the cubes {@code Orders, Users} and the member {@code city}.
 *
 * @param cubes the join path, at least one cube
 * @param member the member's own name
 */
public record MemberPath(List<String> cubes, String member) {

  public MemberPath {
    cubes = List.copyOf(cubes);
    if (cubes.isEmpty()) {
      throw new IllegalArgumentException("a member path needs a cube");
    }
  }

  /** The path of a member that is reached without a join. */
  public static MemberPath of(String cube, String member) {
    return new MemberPath(List.of(cube), member);
  }

  /** The cube that owns the member. */
  public String cube() {
    return cubes.getLast();
  }

  /** {@code Cube.member}, as queries and answers name it. */
  public String name() {
    return cube() + "." + member;
  }
}
