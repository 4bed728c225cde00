package dev.cuboid.query.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.plan.TestDatabase;
import dev.cuboid.query.properties.CubeSpec.JoinSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows are neither lost nor counted twice when they are put into groups. */
class AdditiveTotalsPropertiesTest {

  private static final List<String> ADDITIVE = List.of("count", "total", "ant_count", "flag_total");
  private static final List<String> OTHERS = List.of("count", "average", "most", "own_sum");
  private static final List<String> DIMENSIONS =
      List.of("txt", "num", "flag", "band", "band_case", "is_ant", "both", "at");

  static Stream<Arguments> seeds() {
    return Seeds.onDatabases(40);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void aTotalOverGroupsIsTheMeasureWithoutGroups(TestDatabase database, long seed) {
    Choices choices = new Choices(seed);
    ModelSpec model = new ModelGenerator(choices).model();
    World world = World.of(model, database.another());
    for (CubeSpec cube : model.cubes()) {
      String measure = cube.name() + "." + choices.one(ADDITIVE);
      ObjectNode total = JsonMapper.shared().createObjectNode();
      total.putArray("measures").add(measure);
      if (choices.oneIn(2)) {
        total.putArray("filters").add(filter(choices, cube));
      }
      ObjectNode groups = total.deepCopy();
      ((ArrayNode) groups.get("measures")).add(other(choices, cube));
      ArrayNode dimensions = groups.putArray("dimensions");
      choices.some(choices.between(1, 3), dimensions(cube)).forEach(dimensions::add);

      assertThat(sum(world, groups, dimensions.size()))
          .as("seed %d: %s of%n%s", seed, groups, model)
          .isEqualByComparingTo(sum(world, total, 0));
    }
  }

  /** A measure that brings another join along, which may repeat the rows. */
  private static String other(Choices choices, CubeSpec cube) {
    List<String> cubes = new ArrayList<>(cube.joins().stream().map(JoinSpec::target).toList());
    cubes.add(cube.name());
    return choices.one(cubes) + "." + choices.one(OTHERS);
  }

  /** Each row of the cube has one value of these. */
  private static List<String> dimensions(CubeSpec cube) {
    Stream<String> own = Stream.of(cube.name());
    Stream<String> joined =
        cube.joins().stream()
            .filter(join -> !join.relationship().equals("one_to_many"))
            .map(JoinSpec::target);
    return Stream.concat(own, joined)
        .flatMap(name -> DIMENSIONS.stream().map(member -> name + "." + member))
        .toList();
  }

  private static ObjectNode filter(Choices choices, CubeSpec cube) {
    ObjectNode filter = JsonMapper.shared().createObjectNode();
    filter.put("member", cube.name() + ".num").put("operator", choices.one(List.of("gt", "lte")));
    filter.putArray("values").add("2");
    return filter;
  }

  private static BigDecimal sum(World world, ObjectNode request, int column) {
    return world.rows(World.queries(request).getFirst(), Optional.empty()).stream()
        .map(row -> row.get(column))
        .filter(value -> !value.equals("null"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
