package dev.cuboid.model.compile;

import dev.cuboid.model.Cube;
import dev.cuboid.model.Join;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.raw.ModelErrors;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What joined cubes need, so that their measures can be computed without counting rows twice. */
final class JoinRules {

  private static final Set<MeasureType> NEED_PRIMARY_KEY =
      Set.of(MeasureType.SUM, MeasureType.AVG, MeasureType.COUNT, MeasureType.NUMBER);

  private JoinRules() {}

  static void check(Collection<Cube> cubes, ModelErrors errors) {
    Set<String> joined = new HashSet<>();
    for (Cube cube : cubes) {
      if (!cube.joins().isEmpty()) {
        joined.add(cube.name());
      }
      cube.joins().stream().map(Join::target).forEach(joined::add);
    }
    for (Cube cube : cubes) {
      boolean needsKey =
          cube.measures().values().stream()
              .anyMatch(measure -> NEED_PRIMARY_KEY.contains(measure.type()));
      if (joined.contains(cube.name()) && needsKey && cube.primaryKey().isEmpty()) {
        errors.add(
            cube.position().orElseGet(() -> new SourcePosition(cube.name(), 1, 1)),
            cube.name(),
            ("primary key for '%s' is required when join is defined in order to make aggregates"
                    + " work properly")
                .formatted(cube.name()));
      }
    }
  }
}
