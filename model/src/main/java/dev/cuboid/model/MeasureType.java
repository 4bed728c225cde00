package dev.cuboid.model;

/** How a measure is computed. NUMBER, STRING, BOOLEAN and TIME carry their own aggregate. */
public enum MeasureType {
  COUNT,
  COUNT_DISTINCT,
  COUNT_DISTINCT_APPROX,
  SUM,
  AVG,
  MIN,
  MAX,
  NUMBER,
  STRING,
  BOOLEAN,
  TIME,
  /** Of models from before Cube 1.7. */
  RUNNING_TOTAL,
  /** Multi-stage only. */
  NUMBER_AGG,
  /** Multi-stage only. */
  RANK
}
