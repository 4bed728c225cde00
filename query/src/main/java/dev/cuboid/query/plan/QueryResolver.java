package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionType;
import dev.cuboid.query.Filter;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query;
import dev.cuboid.query.Query.TimeDimension;
import dev.cuboid.query.plan.FilterNode.Group;
import dev.cuboid.query.plan.FilterNode.Test;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the members that a query names, and puts its conditions where they belong. */
final class QueryResolver {

  private final ModelIndex index;

  QueryResolver(ModelIndex index) {
    this.index = index;
  }

  ResolvedQuery resolve(Query query) {
    List<ResolvedMember> measures =
        query.measures().stream().distinct().map(index::measure).toList();
    Map<String, DimensionColumn> columns = new LinkedHashMap<>();
    for (String name : query.dimensions()) {
      ResolvedMember member = index.dimension(name);
      columns.putIfAbsent(
          name, new DimensionColumn(name, member.alias(), member, Optional.empty()));
    }
    List<ResolvedMember> segments =
        query.segments().stream().distinct().map(index::segment).toList();
    List<TimeRange> times = new ArrayList<>();
    for (TimeDimension time : query.timeDimensions()) {
      TimeRange range = time(time);
      times.add(range);
      range
          .granularity()
          .map(granularity -> column(range.member(), granularity))
          .ifPresent(column -> columns.putIfAbsent(column.name(), column));
    }
    List<FilterNode> dimensionFilters = new ArrayList<>();
    Set<FilterNode> imposed = new HashSet<>();
    List<FilterNode> measureFilters = new ArrayList<>();
    for (Filter filter : query.filters()) {
      FilterNode node = filter(filter);
      List<Boolean> kinds = node.tests().map(QueryResolver::testsGroups).distinct().toList();
      if (kinds.size() > 1) {
        throw QueryErrors.user(
            "You cannot use dimension and measure in same condition: " + FilterJson.of(filter));
      }
      if (kinds.contains(true)) {
        measureFilters.add(node);
      } else if (!kinds.isEmpty()) {
        dimensionFilters.add(node);
        if (query.imposed().filters().contains(filter)) {
          imposed.add(node);
        }
      }
    }
    if (query.ungrouped() && !measureFilters.isEmpty()) {
      throw QueryErrors.user("Measure filters aren't allowed in ungrouped query");
    }
    return new ResolvedQuery(
        measures,
        List.copyOf(columns.values()),
        times,
        dimensionFilters,
        measureFilters,
        segments,
        query.timezone(),
        query.ungrouped(),
        query.joinHints(),
        imposed(query, imposed));
  }

  private Imposed imposed(Query query, Set<FilterNode> filters) {
    Query.Imposed imposed = query.imposed();
    Set<String> segments = new HashSet<>();
    imposed.segments().forEach(name -> segments.add(index.segment(name).key()));
    Set<TimeRange> times = new HashSet<>();
    imposed.timeDimensions().forEach(time -> times.add(time(time)));
    return new Imposed(filters, Set.of(), segments, times);
  }

  private static boolean testsGroups(Test test) {
    return test.member().isMeasure() && test.operator() != FilterOperator.MEASURE_FILTER;
  }

  private TimeRange time(TimeDimension time) {
    ResolvedMember member = index.dimension(time.dimension());
    time.granularity().ifPresent(granularity -> requireGranularity(member, granularity));
    return new TimeRange(member, time.granularity(), time.dateRange());
  }

  private static void requireGranularity(ResolvedMember member, String granularity) {
    Dimension dimension = member.dimension();
    boolean own =
        dimension.type() == DimensionType.TIME
            && dimension.granularities().stream().anyMatch(each -> each.name().equals(granularity));
    if (!own && !Granularities.isPredefined(granularity)) {
      throw QueryErrors.user(
          "Granularity \"%s\" does not exist in dimension %s"
              .formatted(granularity, member.name()));
    }
  }

  private static DimensionColumn column(ResolvedMember member, String granularity) {
    return new DimensionColumn(
        member.name() + "." + granularity,
        member.alias() + "_" + Names.underscored(granularity),
        member,
        Optional.of(granularity));
  }

  private FilterNode filter(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> filters) -> new Group(false, filters(filters));
      case Filter.Or(List<Filter> filters) -> new Group(true, filters(filters));
      case Filter.Condition condition ->
          new Test(index.filterable(condition.member()), condition.operator(), condition.values());
    };
  }

  /** A group without conditions says nothing, and is left out as Cube does. */
  private List<FilterNode> filters(List<Filter> filters) {
    return filters.stream()
        .map(this::filter)
        .filter(node -> node.tests().findAny().isPresent())
        .toList();
  }
}
