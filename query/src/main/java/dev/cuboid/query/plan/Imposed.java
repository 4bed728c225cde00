package dev.cuboid.query.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Conditions of a query that hold in every stage of it, whatever the model's author leaves out
 * there: those of access policies, and those that {@code queryRewrite} added.
 *
 * @param filters all conditions on rows
 * @param policies those of them that access policies impose
 * @param segments by the names of their cubes
 */
record Imposed(
    Set<FilterNode> filters, Set<FilterNode> policies, Set<String> segments, Set<TimeRange> times) {

  Imposed {
    filters = Set.copyOf(filters);
    policies = Set.copyOf(policies);
    segments = Set.copyOf(segments);
    times = Set.copyOf(times);
  }

  /** The same with what access policies impose. */
  Imposed with(List<FilterNode> conditions) {
    Set<FilterNode> all = new LinkedHashSet<>(filters);
    all.addAll(conditions);
    Set<FilterNode> ofPolicies = new LinkedHashSet<>(policies);
    ofPolicies.addAll(conditions);
    return new Imposed(all, ofPolicies, segments, times);
  }
}
