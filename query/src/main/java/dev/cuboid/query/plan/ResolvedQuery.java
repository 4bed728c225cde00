package dev.cuboid.query.plan;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A query whose members were found.
 *
 * @param columns dimensions, then time dimensions that are grouped by
 * @param times all time dimensions
 * @param dimensionFilters conditions on rows
 * @param measureFilters conditions on groups
 * @param imposed which of the conditions nothing may leave out
 */
record ResolvedQuery(
    List<ResolvedMember> measures,
    List<DimensionColumn> columns,
    List<TimeRange> times,
    List<FilterNode> dimensionFilters,
    List<FilterNode> measureFilters,
    List<ResolvedMember> segments,
    ZoneId timezone,
    boolean ungrouped,
    List<List<String>> joinHints,
    Imposed imposed) {

  /** The same with more conditions on rows, which nothing may leave out. */
  ResolvedQuery with(List<FilterNode> conditions) {
    Set<FilterNode> filters = new LinkedHashSet<>(dimensionFilters);
    filters.addAll(conditions);
    return new ResolvedQuery(
        measures,
        columns,
        times,
        List.copyOf(filters),
        measureFilters,
        segments,
        timezone,
        ungrouped,
        joinHints,
        imposed.with(conditions));
  }

  /** The same without some of its conditions on rows. */
  ResolvedQuery without(Set<FilterNode> conditions) {
    return new ResolvedQuery(
        measures,
        columns,
        times,
        dimensionFilters.stream().filter(filter -> !conditions.contains(filter)).toList(),
        measureFilters,
        segments,
        timezone,
        ungrouped,
        joinHints,
        imposed);
  }

  /**
   * A query for other measures, each over groups of its own, of the rows that conditions leave.
   *
   * @param rows its conditions and time dimensions
   */
  ResolvedQuery inner(
      List<ResolvedMember> inner, List<DimensionColumn> groups, StageConditions rows) {
    return new ResolvedQuery(
        inner,
        groups,
        rows.times(),
        rows.filters(),
        List.of(),
        rows.segments(),
        timezone,
        /* ungrouped= */ false,
        joinHints,
        imposed);
  }

  /** A time dimension by which a query for fewer groups does not group limits its rows too. */
  List<TimeRange> timesFor(List<DimensionColumn> groups) {
    return times.stream()
        .map(
            time -> {
              boolean grouped =
                  groups.stream()
                      .anyMatch(
                          column ->
                              column.granularity().equals(time.granularity())
                                  && column.member().key().equals(time.member().key()));
              return grouped ? time : new TimeRange(time.member(), Optional.empty(), time.range());
            })
        .toList();
  }

  /** Conditions on rows: filters, then date ranges. */
  List<FilterNode> rowFilters() {
    List<FilterNode> filters = new ArrayList<>(dimensionFilters);
    times.forEach(time -> time.test().ifPresent(filters::add));
    return filters;
  }

  /** The measures of the result and of the conditions on groups. */
  List<ResolvedMember> usedMeasures() {
    Map<String, ResolvedMember> used = new LinkedHashMap<>();
    measures.forEach(measure -> used.putIfAbsent(measure.name(), measure));
    measureFilters.stream()
        .flatMap(FilterNode::tests)
        .forEach(test -> used.putIfAbsent(test.member().name(), test.member()));
    return List.copyOf(used.values());
  }
}
