package dev.cuboid.query.plan;

import dev.cuboid.query.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Prints a filter as the client wrote it, for an error about it. */
final class FilterJson {

  private FilterJson() {}

  static String of(Filter filter) {
    return node(filter).toString();
  }

  private static ObjectNode node(Filter filter) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (filter) {
      case Filter.And(List<Filter> filters) -> list(node.putArray("and"), filters);
      case Filter.Or(List<Filter> filters) -> list(node.putArray("or"), filters);
      case Filter.Condition condition -> {
        node.put("member", condition.member()).put("operator", condition.operator().text());
        if (!condition.values().isEmpty()) {
          ArrayNode values = node.putArray("values");
          for (@Nullable String value : condition.values()) {
            values.add(value);
          }
        }
      }
    }
    return node;
  }

  private static void list(ArrayNode array, List<Filter> filters) {
    filters.forEach(filter -> array.add(node(filter)));
  }
}
