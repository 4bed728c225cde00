package dev.cuboid.model;

import java.util.Optional;

/**
 * A granularity that a time dimension defines beside the predefined ones.
 *
 * @param name its name in queries
 * @param title for people
 * @param definition what it is
 */
public record Granularity(String name, Optional<String> title, Definition definition) {

  /** Either intervals counted from a point, or SQL in place of a predefined granularity. */
  public sealed interface Definition {}

  /**
   * @param interval such as {@code 1 year 3 months}
   * @param origin an ISO date or date-time from which intervals are counted
   * @param offset how far the natural intervals are moved; not beside an origin
   */
  public record Interval(String interval, Optional<String> origin, Optional<String> offset)
      implements Definition {}

  /** A predefined granularity computed by the author's SQL. */
  public record Sql(SqlTemplate sql) implements Definition {}
}
