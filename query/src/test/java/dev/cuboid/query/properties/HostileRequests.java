package dev.cuboid.query.properties;

import dev.cuboid.query.properties.CubeSpec.JoinSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes requests worse. */
final class HostileRequests {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> GARBAGE =
      List.of(
          "null",
          "true",
          "-1",
          "1e308",
          "\"\"",
          "\"a.b\"",
          "\"Ants.count\"",
          "\"Ants.at.day\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"or\":[]}",
          "{\"and\":[{\"or\":[]}]}",
          "\"last 99999999999999999999 days\"",
          "\"from 0000-00-00 to 9999-99-99\"",
          "[\"0001-01-01\",\"9999-12-31\"]",
          "\"second\"",
          "\"constructor.__proto__\"",
          "[[\"Ants\",\"Bees\",\"Ants\",\"Cats\"]]",
          "\"\\u0000\\ud800\"");
  private static final int DEEP = 300;

  private HostileRequests() {}

  /** Every value of a filter is that text. */
  static JsonNode withValues(JsonNode request, String text) {
    JsonNode copy = request.deepCopy();
    for (JsonNode filter : copy.findParents("values")) {
      List<JsonNode> values =
          StreamSupport.stream(filter.get("values").spliterator(), false)
              .map(value -> value.isString() ? NODES.stringNode(text) : value)
              .toList();
      ((ObjectNode) filter).putArray("values").addAll(values);
    }
    return copy;
  }

  /** Some text of the request, wherever it stands, is that one. */
  static JsonNode withTextAnywhere(JsonNode request, String text, Choices choices) {
    return replaced(
        request, choices, node -> node instanceof StringNode ? NODES.stringNode(text) : node);
  }

  /** Parts of the request are of no use, or what belongs elsewhere. */
  static JsonNode garbled(JsonNode request, Choices choices) {
    if (choices.oneIn(20)) {
      return deep(request);
    }
    JsonNode garbled = request;
    for (int number = choices.upTo(2); number >= 0; number--) {
      JsonNode garbage = JsonMapper.shared().readTree(choices.one(GARBAGE));
      garbled = replaced(garbled, choices, _ -> garbage);
    }
    return garbled;
  }

  private static JsonNode deep(JsonNode request) {
    ObjectNode filter = NODES.objectNode();
    filter.put("member", "Ants.count").put("operator", "set");
    for (int level = 0; level < DEEP; level++) {
      ObjectNode outer = NODES.objectNode();
      outer.putArray(level % 2 == 0 ? "or" : "and").add(filter);
      filter = outer;
    }
    JsonNode copy = request.deepCopy();
    if (copy instanceof ObjectNode query) {
      query.putArray("filters").add(filter);
    }
    return copy;
  }

  private static JsonNode replaced(
      JsonNode node, Choices choices, UnaryOperator<JsonNode> replacement) {
    if (node.isEmpty()) {
      return replacement.apply(node);
    }
    if (choices.oneIn(8)) {
      JsonNode replaced = replacement.apply(node);
      if (!replaced.equals(node)) {
        return replaced;
      }
    }
    if (node instanceof ArrayNode array) {
      int index = choices.upTo(array.size() - 1);
      ArrayNode copy = array.deepCopy();
      copy.set(index, replaced(array.get(index), choices, replacement));
      return copy;
    }
    ObjectNode copy = (ObjectNode) node.deepCopy();
    String key = choices.one(List.copyOf(node.propertyNames()));
    copy.set(key, replaced(node.get(key), choices, replacement));
    return copy;
  }

  /** Cubes join each other in circles and on several ways. */
  static ModelSpec withAnyJoins(ModelSpec model, Choices choices) {
    List<String> names = model.cubes().stream().map(CubeSpec::name).toList();
    return model.map(
        cube -> {
          List<JoinSpec> joins = new ArrayList<>(cube.joins());
          for (String other : choices.some(2, names)) {
            boolean known =
                other.equals(cube.name())
                    || joins.stream().anyMatch(join -> join.target().equals(other));
            if (!known) {
              String relationship =
                  choices.one(List.of("many_to_one", "one_to_one", "one_to_many"));
              joins.add(new JoinSpec(other, relationship, List.of("num"), List.of("num")));
            }
          }
          return cube.withJoins(joins);
        });
  }
}
