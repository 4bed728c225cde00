package dev.cuboid.model.compile;

import dev.cuboid.model.Cube;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.raw.ModelErrors;
import java.util.Map;
import java.util.Optional;

/** What the {@code key} of a dimension must be: a dimension beside it that has none itself. */
final class KeyRules {

  private KeyRules() {}

  /**
   * @param cubes and views, by name
   */
  static void check(Map<String, Cube> cubes, ModelErrors errors) {
    for (Cube cube : cubes.values()) {
      for (Dimension dimension : cube.dimensions().values()) {
        mistake(cube, dimension, cubes)
            .ifPresent(
                message ->
                    errors.add(
                        dimension.info().position().or(cube::position).orElseGet(KeyRules::nowhere),
                        dimension.info().fullName(),
                        message));
      }
    }
  }

  private static Optional<String> mistake(Cube cube, Dimension dimension, Map<String, Cube> cubes) {
    String name = dimension.info().fullName();
    if (cube.kind() == Cube.Kind.VIEW) {
      return original(dimension, cubes)
          .flatMap(Dimension::key)
          .filter(key -> dimension.key().isEmpty())
          .map(
              key ->
                  "\"key\" of '%s' is '%s', which view '%s' must include too"
                      .formatted(name, key, cube.name()));
    }
    Optional<String> key = dimension.key().filter(path -> path.startsWith(cube.name() + "."));
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Dimension other = cube.dimensions().get(key.get().substring(cube.name().length() + 1));
    if (other == null) {
      return Optional.of(
          "\"key\" of '%s' must be a dimension, but is %s".formatted(name, key.get()));
    }
    return other
        .key()
        .map(
            nested ->
                "\"key\" of '%s' is '%s', which has a \"key\" itself: keys cannot be nested"
                    .formatted(name, key.get()));
  }

  private static Optional<Dimension> original(Dimension dimension, Map<String, Cube> cubes) {
    Optional<MemberPath> path = dimension.info().aliasOf();
    return path.flatMap(
        known ->
            Optional.ofNullable(cubes.get(known.cube()))
                .map(cube -> cube.dimensions().get(known.member())));
  }

  private static SourcePosition nowhere() {
    return new SourcePosition("", 1, 1);
  }
}
