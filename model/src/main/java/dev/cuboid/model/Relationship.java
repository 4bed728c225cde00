package dev.cuboid.model;

/** How many rows of a join's target belong to one row of the cube that declares it. */
public enum Relationship {
  ONE_TO_ONE,
  ONE_TO_MANY,
  MANY_TO_ONE
}
