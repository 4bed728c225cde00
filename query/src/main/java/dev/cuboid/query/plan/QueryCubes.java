package dev.cuboid.query.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cubes of a query, for what is not about its SQL. */
final class QueryCubes {

  private final Planning planning;
  private final JoinPlanner joins;

  QueryCubes(Planning planning) {
    this.planning = planning;
    this.joins = new JoinPlanner(planning);
  }

  /** The join tree, or those of the measures where they have no common root. */
  List<JoinTree> trees() {
    List<ResolvedMember> members = JoinPlanner.members(planning.query());
    Optional<JoinTree> common = joins.tree(members);
    if (common.isPresent()) {
      return List.of(common.get());
    }
    Map<String, JoinTree> trees = new LinkedHashMap<>();
    for (ResolvedMember measure : planning.query().usedMeasures()) {
      ResolvedQuery own = FactQuery.of(planning.query(), joins, List.of(measure));
      JoinTree tree =
          joins
              .tree(FactQuery.members(own, List.of(measure)))
              .orElseGet(() -> joins.requiredTree(members));
      trees.putIfAbsent(tree.root(), tree);
    }
    return trees.isEmpty() ? List.of(joins.requiredTree(members)) : List.copyOf(trees.values());
  }

  /** All cubes: those that the query names, then those between them. */
  Set<String> cubes() {
    Set<String> cubes = joins.namedCubes(JoinPlanner.members(planning.query()));
    cubes.addAll(cubes(planning.trees()));
    return cubes;
  }

  /** All cubes in the order in which they are joined. */
  static Set<String> cubes(List<JoinTree> trees) {
    Set<String> cubes = new LinkedHashSet<>();
    trees.forEach(tree -> cubes.addAll(tree.cubes()));
    return cubes;
  }
}
