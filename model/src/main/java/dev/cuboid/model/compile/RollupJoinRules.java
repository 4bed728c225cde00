package dev.cuboid.model.compile;

import dev.cuboid.model.Cube;
import dev.cuboid.model.Join;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.PreAggregation;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.raw.ModelErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What rollups must hold so that a {@code rollupJoin} can join them without their cubes: the
 * members that the cubes' joins compare.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/reference/pre-aggregations#rollup_join">
 *     rollup_join</a>
 */
final class RollupJoinRules {

  private final Collection<Cube> cubes;
  private final ModelErrors errors;

  /** A join that has to be made between rollups. */
  private record Edge(String from, Join join) {

    String to() {
      return join.target();
    }

    @Override
    public String toString() {
      return "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to());
    }
  }

  RollupJoinRules(Collection<Cube> cubes, ModelErrors errors) {
    this.cubes = cubes;
    this.errors = errors;
  }

  void check(PreAggregation rollupJoin, List<PreAggregation> rollups) {
    Set<String> joined = cubesOf(rollupJoin);
    if (joined.isEmpty()) {
      rollups.forEach(rollup -> joined.addAll(cubesOf(rollup)));
    }
    List<Edge> edges = edges(joined);
    List<Edge> between =
        edges.stream()
            .filter(edge -> rollups.stream().noneMatch(rollup -> holds(rollup, edge)))
            .toList();
    if (between.isEmpty()) {
      error(
          rollupJoin,
          "Nothing to join in rollup join. Target joins %s are included in existing rollup joins %s"
              .formatted(edges, edges));
    }
    between.forEach(edge -> members(rollupJoin, edge, rollups));
  }

  private void members(PreAggregation rollupJoin, Edge edge, List<PreAggregation> rollups) {
    List<MemberPath> compared =
        edge.join().on().parts().stream()
            .filter(SqlPart.MemberReference.class::isInstance)
            .map(part -> ((SqlPart.MemberReference) part).path())
            .toList();
    List<String> foreign =
        compared.stream()
            .filter(path -> !path.cube().equals(edge.from()) && !path.cube().equals(edge.to()))
            .map(MemberPath::name)
            .toList();
    if (!foreign.isEmpty()) {
      error(
          rollupJoin,
          "Members %s in join from '%s' to '%s' doesn't reference join cubes"
              .formatted(foreign, edge.from(), edge.to()));
      return;
    }
    side("From", edge.from(), compared, rollupJoin, edge, rollups);
    side("To", edge.to(), compared, rollupJoin, edge, rollups);
  }

  private void side(
      String name,
      String cube,
      List<MemberPath> compared,
      PreAggregation rollupJoin,
      Edge edge,
      List<PreAggregation> rollups) {
    List<String> members =
        compared.stream().filter(path -> path.cube().equals(cube)).map(MemberPath::name).toList();
    if (members.isEmpty()) {
      error(
          rollupJoin,
          ("%s members are not found in %s for join %s. Please make sure join fields are referencing"
                  + " dimensions instead of columns.")
              .formatted(name, compared.stream().map(MemberPath::name).toList(), edge));
      return;
    }
    List<String> holders =
        rollups.stream()
            .filter(rollup -> dimensions(rollup).containsAll(members))
            .map(PreAggregation::fullName)
            .toList();
    if (holders.isEmpty()) {
      error(
          rollupJoin,
          "No rollups found that can be used for rollup join %s: none of %s has the dimensions %s"
              .formatted(edge, rollups.stream().map(PreAggregation::fullName).toList(), members));
    } else if (holders.size() > 1) {
      error(
          rollupJoin,
          "Multiple rollups found that can be used for rollup join %s: %s"
              .formatted(edge, holders));
    }
  }

  private List<Edge> edges(Set<String> joined) {
    List<Edge> edges = new ArrayList<>();
    for (Cube cube : cubes) {
      if (joined.contains(cube.name())) {
        cube.joins().stream()
            .filter(join -> joined.contains(join.target()))
            .forEach(join -> edges.add(new Edge(cube.name(), join)));
      }
    }
    return edges;
  }

  private static boolean holds(PreAggregation rollup, Edge edge) {
    return cubesOf(rollup).containsAll(List.of(edge.from(), edge.to()));
  }

  private static Set<String> cubesOf(PreAggregation rollup) {
    Set<String> cubes = new LinkedHashSet<>();
    Stream.of(rollup.measures(), rollup.dimensions(), rollup.segments())
        .flatMap(List::stream)
        .forEach(path -> cubes.add(path.cube()));
    rollup.timeDimensions().forEach(time -> cubes.add(time.dimension().cube()));
    return cubes;
  }

  private static List<String> dimensions(PreAggregation rollup) {
    return rollup.dimensions().stream().map(MemberPath::name).toList();
  }

  private void error(PreAggregation where, String message) {
    errors.add(where.position(), where.cube(), message);
  }
}
