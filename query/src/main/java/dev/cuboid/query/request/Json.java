package dev.cuboid.query.request;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Small helpers over JSON trees. */
final class Json {

  static final JsonMapper MAPPER = JsonMapper.shared();
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static List<JsonNode> strings(Collection<String> texts) {
    return texts.stream().<JsonNode>map(NODES::stringNode).toList();
  }
}
