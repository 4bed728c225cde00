package dev.cuboid.query;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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
 * @param imposed conditions that nothing in the model may leave out
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
    List<List<String>> joinHints,
    Imposed imposed) {

  public Query {
    measures = List.copyOf(measures);
    dimensions = List.copyOf(dimensions);
    timeDimensions = List.copyOf(timeDimensions);
    filters = List.copyOf(filters);
    segments = List.copyOf(segments);
    order = List.copyOf(order);
    joinHints = joinHints.stream().map(List::copyOf).toList();
  }

  /** The same, with conditions that it did not have before it was rewritten imposed on it. */
  public Query imposedOver(Query before) {
    return new Query(
        measures,
        dimensions,
        timeDimensions,
        filters,
        segments,
        order,
        limit,
        offset,
        total,
        timezone,
        ungrouped,
        joinHints,
        new Imposed(
            added(filters, before.filters),
            added(segments, before.segments),
            added(timeDimensions, before.timeDimensions)));
  }

  /** What is there more often than before: who asks for it too does not take it away. */
  private static <T> Set<T> added(List<T> after, List<T> before) {
    List<T> added = new ArrayList<>(after);
    before.forEach(added::remove);
    return new LinkedHashSet<>(added);
  }

  /** The same with other filters. */
  public Query withFilters(List<Filter> others) {
    return withFilters(others, imposed.filters());
  }

  /**
   * The same with other filters.
   *
   * @param imposedFilters which of them are imposed on it
   */
  public Query withFilters(List<Filter> others, Set<Filter> imposedFilters) {
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
        joinHints,
        imposed.equals(Imposed.NONE) && imposedFilters.isEmpty()
            ? Imposed.NONE
            : new Imposed(imposedFilters, imposed.segments(), imposed.timeDimensions()));
  }

  /**
   * Conditions that {@code queryRewrite} has put on a query. They are among the query's own, and
   * hold in every stage of it.
   */
  public record Imposed(
      Set<Filter> filters, Set<String> segments, Set<TimeDimension> timeDimensions) {

    /** Nothing is imposed. */
    public static final Imposed NONE = new Imposed(Set.of(), Set.of(), Set.of());

    public Imposed {
      filters = Set.copyOf(filters);
      segments = Set.copyOf(segments);
      timeDimensions = Set.copyOf(timeDimensions);
    }
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
