package dev.cuboid.query.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query for one of several facts that nothing joins. Row filters that access policies put on
 * the cubes of other facts are not its own: it does not read their rows.
 */
final class FactQuery {

  private FactQuery() {}

  /**
   * @param measures of the fact
   */
  static ResolvedQuery of(
      ResolvedQuery query, JoinPlanner joins, Collection<ResolvedMember> measures) {
    Set<FilterNode> ofCubes =
        query.imposed().policies().stream()
            .filter(FactQuery::isOfCube)
            .collect(Collectors.toUnmodifiableSet());
    if (ofCubes.isEmpty()) {
      return query;
    }
    Optional<JoinTree> tree = joins.tree(members(query.without(ofCubes), measures));
    if (tree.isEmpty()) {
      return query;
    }
    List<String> cubes = tree.get().cubes();
    return query.without(
        ofCubes.stream()
            .filter(
                filter ->
                    filter.tests().noneMatch(test -> cubes.contains(test.member().path().cube())))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The members that decide what a fact is joined to. */
  static List<ResolvedMember> members(ResolvedQuery fact, Collection<ResolvedMember> measures) {
    List<ResolvedMember> members = new ArrayList<>(measures);
    members.addAll(JoinPlanner.rowMembers(fact));
    fact.times().forEach(time -> members.add(time.member()));
    return members;
  }

  /** A view's policy is about whatever is asked of the view. */
  private static boolean isOfCube(FilterNode policy) {
    return policy.tests().findAny().isPresent()
        && policy.tests().allMatch(test -> test.member().name().equals(test.member().key()));
  }
}
