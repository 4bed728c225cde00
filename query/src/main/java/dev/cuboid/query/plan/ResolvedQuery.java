package dev.cuboid.query.plan;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query whose members were found.
 *
 * @param columns dimensions, then time dimensions that are grouped by
 * @param times all time dimensions
 * @param dimensionFilters conditions on rows
 * @param measureFilters conditions on groups
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
    List<List<String>> joinHints) {

  /** The same with more conditions on rows. */
  ResolvedQuery with(List<FilterNode> conditions) {
    List<FilterNode> filters = new ArrayList<>(dimensionFilters);
    filters.addAll(conditions);
    return new ResolvedQuery(
        measures,
        columns,
        times,
        filters,
        measureFilters,
        segments,
        timezone,
        ungrouped,
        joinHints);
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
