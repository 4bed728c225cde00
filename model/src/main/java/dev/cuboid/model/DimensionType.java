package dev.cuboid.model;

/** The type of a dimension's values. */
public enum DimensionType {
  STRING,
  NUMBER,
  BOOLEAN,
  TIME,
  GEO,
  SWITCH
}
