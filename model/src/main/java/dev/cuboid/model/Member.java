package dev.cuboid.model;

/** Something that a query names. */
public sealed interface Member permits Dimension, Measure, Segment {

  /** Name, titles, visibility. */
  MemberInfo info();
}
