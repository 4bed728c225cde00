package dev.cuboid.query.plan;

import java.util.LinkedHashSet;
import java.util.Set;

/** The data source of a query. */
final class DataSources {

  private final Planning planning;

  DataSources(Planning planning) {
    this.planning = planning;
  }

  /** The one that has all its cubes. */
  String only() {
    Set<String> sources = new LinkedHashSet<>();
    JoinPlanner joins = new JoinPlanner(planning);
    for (ResolvedMember member : JoinPlanner.members(planning.query())) {
      joins.cubes(member).stream()
          .map(cube -> planning.index().cube(cube).dataSource())
          .forEach(sources::add);
    }
    if (sources.size() > 1) {
      throw QueryErrors.user(
          "To join across data sources use rollupJoin with Cube Store. If rollupJoin is defined,"
              + " this error indicates it doesn't match the query. Please use Rollup Designer to"
              + " verify it's definition. Found data sources: "
              + String.join(", ", sources));
    }
    return sources.isEmpty() ? "default" : sources.iterator().next();
  }
}
