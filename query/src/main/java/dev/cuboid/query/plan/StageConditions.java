package dev.cuboid.query.plan;

import dev.cuboid.model.MemberPath;
import dev.cuboid.model.StageFilter;
import dev.cuboid.query.plan.FilterNode.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which rows a stage of a query is computed from.
 *
 * @param widened whether it sees rows that the query itself does not
 */
record StageConditions(
    List<FilterNode> filters,
    List<TimeRange> times,
    List<ResolvedMember> segments,
    boolean widened) {

  /** The conditions of the query around it. */
  static StageConditions inherited(ResolvedQuery query, List<DimensionColumn> groups) {
    return new StageConditions(
        query.dimensionFilters(), query.timesFor(groups), query.segments(), false);
  }

  /**
   * The conditions that the model's author chose for the stage. What is imposed on the query stays
   * in any case.
   */
  static StageConditions of(
      Planning planning, Optional<StageFilter> filter, List<DimensionColumn> groups) {
    if (filter.isEmpty()) {
      return inherited(planning.query(), groups);
    }
    ResolvedQuery base = filter.get().fixed() ? planning.outermost() : planning.query();
    Predicate<ResolvedMember> stays = stays(planning.index(), filter.get());
    Imposed imposed = base.imposed();
    List<FilterNode> filters = new ArrayList<>();
    for (FilterNode node : base.dimensionFilters()) {
      if (imposed.filters().contains(node)) {
        filters.add(node);
      } else {
        left(node, stays).ifPresent(filters::add);
      }
    }
    List<TimeRange> times = new ArrayList<>();
    for (TimeRange time : base.timesFor(groups)) {
      boolean kept = isImposed(time, imposed) || stays.test(time.member());
      times.add(kept ? time : new TimeRange(time.member(), time.granularity(), Optional.empty()));
    }
    List<ResolvedMember> segments =
        base.segments().stream()
            .filter(segment -> imposed.segments().contains(segment.key()) || stays.test(segment))
            .toList();
    boolean widened =
        !filters.containsAll(planning.query().dimensionFilters())
            || !segments.containsAll(planning.query().segments())
            || !ranges(times).containsAll(ranges(planning.query().times()));
    filters.addAll(new RowFilterNodes(planning).included(filter.get().include()));
    return new StageConditions(filters, times, segments, widened);
  }

  private static boolean isImposed(TimeRange time, Imposed imposed) {
    return imposed.times().stream()
        .anyMatch(
            each ->
                each.member().key().equals(time.member().key())
                    && each.range().equals(time.range()));
  }

  private static Set<FilterNode> ranges(List<TimeRange> times) {
    return times.stream().flatMap(time -> time.test().stream()).collect(Collectors.toSet());
  }

  private static Predicate<ResolvedMember> stays(ModelIndex index, StageFilter filter) {
    Set<String> exclude = keys(index, filter.exclude());
    Optional<Set<String>> keepOnly = filter.keepOnly().map(paths -> keys(index, paths));
    return member ->
        keepOnly.map(keys -> keys.contains(member.key())).orElse(true)
            && !exclude.contains(member.key());
  }

  private static Set<String> keys(ModelIndex index, List<MemberPath> paths) {
    return paths.stream().map(path -> index.referenced(path).key()).collect(Collectors.toSet());
  }

  /** What is left of a condition; alternatives stay together or go together. */
  private static Optional<FilterNode> left(FilterNode node, Predicate<ResolvedMember> stays) {
    if (node instanceof Group(boolean any, List<FilterNode> nodes) && !any) {
      List<FilterNode> left = nodes.stream().flatMap(each -> left(each, stays).stream()).toList();
      return left.isEmpty() && !nodes.isEmpty()
          ? Optional.empty()
          : Optional.of(new Group(false, left));
    }
    return node.tests().allMatch(test -> stays.test(test.member()))
        ? Optional.of(node)
        : Optional.empty();
  }
}
