package dev.cuboid.query.request;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a query with its defaults filled in back into one that can be read again. */
final class RewrittenQuery {

  /** What a normalized query has more than a request. */
  private static final List<String> ADDED = List.of("rowLimit", "queryType");

  private RewrittenQuery() {}

  static ObjectNode asRequest(ObjectNode normalized) {
    ObjectNode request = normalized.deepCopy();
    request.remove(ADDED);
    if (request.path("order").isArray()) {
      ArrayNode pairs = Json.NODES.arrayNode();
      request.get("order").forEach(item -> pairs.add(pair(item)));
      request.set("order", pairs);
    }
    return request;
  }

  /** An order item as clients write it; a hook may have added one in either form. */
  private static JsonNode pair(JsonNode item) {
    if (!item.isObject()) {
      return item;
    }
    return Json.NODES
        .arrayNode()
        .add(item.path("id").asString(""))
        .add(item.path("desc").asBoolean(false) ? "desc" : "asc");
  }
}
