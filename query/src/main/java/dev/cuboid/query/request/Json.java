package dev.cuboid.query.request;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Small helpers over JSON trees. */
final class Json {

  static final JsonMapper MAPPER = JsonMapper.shared();
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /** Another object of the same members, whose values both share. */
  static ObjectNode copy(JsonNode object) {
    return NODES.objectNode().setAll((ObjectNode) object);
  }

  static List<JsonNode> strings(Collection<String> texts) {
    return texts.stream().<JsonNode>map(NODES::stringNode).toList();
  }
}
