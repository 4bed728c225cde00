package dev.cuboid.query;

/** The form in which rows are printed: {@code responseFormat} of a request. */
public enum ResultFormat {
  /** A list of objects. */
  DEFAULT,
  /** {@code {"members": [...], "dataset": [[...], ...]}}, a list per row. */
  COMPACT,
  /** {@code {"members": [...], "columns": [[...], ...]}}, a list per member. */
  COLUMNAR
}
