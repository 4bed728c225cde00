package dev.cuboid.query.plan;

/** What a row filter does when the security context lacks the value that it compares with. */
public enum MissingContextValue {
  /** All rows: {@code 1 = 1}, as Cube does. */
  ALLOW_ALL,
  /** No rows: {@code 1 = 0}. */
  DENY
}
