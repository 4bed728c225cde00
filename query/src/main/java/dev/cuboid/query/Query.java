package dev.cuboid.query;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A normalized query: defaults filled in, relative dates resolved, members still by name. Views and
 * cubes are named alike.
 *
 * @param measures full names, in the order asked
 * @param dimensions full names, in the order asked
 * @param timeDimensions with a granularity they are columns, with a date range they filter
 * @param filters all of them must hold
 * @param segments full names
 * @param order as asked, or Cube's default order; empty for none
 * @param limit the row limit, never absent in a request from outside
 * @param offset rows to skip
 * @param total whether the number of all groups is wanted too
 * @param timezone in which granularities and date ranges are understood
 * @param ungrouped rows in place of groups
 * @param joinHints join paths that the client asks for
 */
public record Query(
    List<String> measures,
    List<String> dimensions,
    List<TimeDimension> timeDimensions,
    List<Filter> filters,
    List<String> segments,
    List<OrderItem> order,
    OptionalInt limit,
    OptionalInt offset,
    boolean total,
    ZoneId timezone,
    boolean ungrouped,
    List<List<String>> joinHints) {

  public Query {
    measures = List.copyOf(measures);
    dimensions = List.copyOf(dimensions);
    timeDimensions = List.copyOf(timeDimensions);
    filters = List.copyOf(filters);
    segments = List.copyOf(segments);
    order = List.copyOf(order);
    joinHints = joinHints.stream().map(List::copyOf).toList();
  }

  /** The same with other filters. */
  public Query withFilters(List<Filter> others) {
    return new Query(
        measures,
        dimensions,
        timeDimensions,
        others,
        segments,
        order,
        limit,
        offset,
        total,
        timezone,
        ungrouped,
        joinHints);
  }

  /**
   * @param dimension full name of a dimension of type time
   * @param granularity predefined or the dimension's own; absent for a filter only
   * @param dateRange both ends included
   */
  public record TimeDimension(
      String dimension, Optional<String> granularity, Optional<DateRange> dateRange) {}

  /**
   * @param from local time in the query's time zone, {@code 2024-01-01T00:00:00.000}
   * @param to likewise, included
   */
  public record DateRange(String from, String to) {}

  /**
   * @param member full name; for a time dimension with a granularity {@code Cube.member} or {@code
   *     Cube.member.granularity}
   * @param descending the direction
   */
  public record OrderItem(String member, boolean descending) {}
}
