package dev.cuboid.query.plan;

import java.util.List;

/** The data source of a query. */
final class DataSources {

  private static final String DEFAULT = "default";

  private final Planning planning;

  DataSources(Planning planning) {
    this.planning = planning;
  }

  /** The one that has all its cubes, those through which it only joins others among them. */
  String only() {
    List<String> sources =
        new QueryCubes(planning)
            .cubes().stream()
                .map(cube -> planning.index().cube(cube).dataSource())
                .distinct()
                .toList();
    if (sources.size() > 1) {
      throw QueryErrors.user(
          "To join across data sources use rollupJoin with Cube Store. If rollupJoin is defined,"
              + " this error indicates it doesn't match the query. Please use Rollup Designer to"
              + " verify it's definition. Found data sources: "
              + String.join(", ", sources));
    }
    return sources.isEmpty() ? DEFAULT : sources.getFirst();
  }
}
