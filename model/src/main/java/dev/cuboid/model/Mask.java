package dev.cuboid.model;

/** What an access policy answers in place of a member's value. */
public sealed interface Mask {

  /** A text, number or boolean. */
  record Constant(Object value) implements Mask {}

  /** An expression. */
  record Expression(SqlTemplate sql) implements Mask {}
}
