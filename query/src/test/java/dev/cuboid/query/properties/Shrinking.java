package dev.cuboid.query.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a failing experiment as small as it can be while it still fails. */
final class Shrinking {

  private static final int MOST_ATTEMPTS = 400;

  private Shrinking() {}

  /**
   * @param problem what is wrong with an experiment, if anything
   */
  static Experiment shrunk(Experiment failing, Function<Experiment, Optional<String>> problem) {
    Experiment smallest = failing;
    int attempts = 0;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Experiment candidate : candidates(smallest)) {
        if (attempts++ < MOST_ATTEMPTS && fails(candidate, problem)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** What was made too small to be an experiment at all is no smaller failure. */
  private static boolean fails(
      Experiment candidate, Function<Experiment, Optional<String>> problem) {
    try {
      return problem.apply(candidate).isPresent();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static List<Experiment> candidates(Experiment experiment) {
    Stream<Experiment> requests = smaller(experiment.request()).stream().map(experiment::with);
    Stream<Experiment> models = smaller(experiment.model()).stream().map(experiment::with);
    return Stream.concat(requests, models).toList();
  }

  private static List<JsonNode> smaller(JsonNode node) {
    List<JsonNode> smaller = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        ObjectNode without = object.deepCopy();
        without.remove(entry.getKey());
        smaller.add(without);
        for (JsonNode value : smaller(entry.getValue())) {
          smaller.add(object.deepCopy().set(entry.getKey(), value));
        }
      }
    }
    if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        ArrayNode without = array.deepCopy();
        without.remove(index);
        smaller.add(without);
        for (JsonNode value : smaller(array.get(index))) {
          smaller.add(array.deepCopy().set(index, value));
        }
      }
    }
    return smaller;
  }

  private static List<ModelSpec> smaller(ModelSpec model) {
    List<ModelSpec> smaller = new ArrayList<>();
    if (!model.views().isEmpty()) {
      smaller.add(new ModelSpec(model.cubes(), List.of()));
    }
    for (CubeSpec cube : model.cubes()) {
      smaller.add(without(model, cube.name()));
      cube.joins()
          .forEach(
              join ->
                  smaller.add(
                      model.replace(
                          cube.withJoins(
                              cube.joins().stream().filter(each -> !each.equals(join)).toList()))));
      List<Map<String, @Nullable Object>> rows = cube.table().rows();
      for (int index = 0; index < rows.size(); index++) {
        Map<String, @Nullable Object> row = rows.get(index);
        smaller.add(model.replace(cube.withTable(cube.table().where(each -> !each.equals(row)))));
      }
      smaller.addAll(withoutMember(model, cube));
    }
    return smaller;
  }

  private static ModelSpec without(ModelSpec model, String cube) {
    return new ModelSpec(
        model.cubes().stream()
            .filter(each -> !each.name().equals(cube))
            .map(
                each ->
                    each.withJoins(
                        each.joins().stream().filter(join -> !join.target().equals(cube)).toList()))
            .toList(),
        model.views());
  }

  private static List<ModelSpec> withoutMember(ModelSpec model, CubeSpec cube) {
    List<ModelSpec> smaller = new ArrayList<>();
    for (CubeSpec.DimensionSpec dimension : cube.dimensions()) {
      if (!dimension.primaryKey()) {
        smaller.add(
            model.replace(
                cube.withMembers(
                    cube.dimensions().stream().filter(each -> !each.equals(dimension)).toList(),
                    cube.segments(),
                    cube.measures())));
      }
    }
    for (CubeSpec.MeasureSpec measure : cube.measures()) {
      smaller.add(
          model.replace(
              cube.withMembers(
                  cube.dimensions(),
                  cube.segments(),
                  cube.measures().stream().filter(each -> !each.equals(measure)).toList())));
    }
    return smaller;
  }
}
