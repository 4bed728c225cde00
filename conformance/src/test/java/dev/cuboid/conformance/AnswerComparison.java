package dev.cuboid.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares an answer with the recorded one. What varies from run to run ({@code lastRefreshTime},
 * request ids) is passed over; SQL text may be different SQL; rows that the query does not order
 * completely may come in any order.
 */
final class AnswerComparison {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Members whose values vary with time, or that only the other planner has. */
  private static final Set<String> VARYING =
      Set.of(
          "lastRefreshTime",
          "requestId",
          "compilerId",
          "stack",
          // Diagnostics of the real Cube's development mode, about its own cache and store.
          "refreshKeyValues",
          "transformedQuery",
          "extDbType");

  /** What answers say of pre-aggregations, which do not change their rows. */
  private static final Set<String> OF_PRE_AGGREGATIONS = Set.of("usedPreAggregations");

  /** Of {@code /sql}: the parts that a client reads beside the SQL itself. */
  private static final Set<String> SQL_FACTS =
      Set.of(
          "order",
          "aliasNameToMember",
          "canUseTransformedQuery",
          "dataSource",
          "external",
          "memberNames",
          "timeDimensionField",
          "timeDimensionAlias");

  private AnswerComparison() {}

  /** What is different, at most a few lines; empty where the answers agree. */
  static Optional<String> difference(Recording recording, int actualStatus, JsonNode actualAnswer) {
    if (recording.status() != actualStatus) {
      return Optional.of(
          "status "
              + recording.status()
              + " expected, got "
              + actualStatus
              + " "
              + shorten(actualAnswer)
              + " for "
              + shorten(recording.answer()));
    }
    JsonNode expected = simplify(recording.answer());
    JsonNode actual = simplify(actualAnswer);
    if (recording.answer().has("cubes") && recording.answer().get("cubes").isString()) {
      return actualAnswer.path("cubes").isArray() ? Optional.empty() : Optional.of("no cubes");
    }
    return firstDifference("", expected, actual);
  }

  /** The same for answers of Cube 0.28, whose rows still hold while its envelope has changed. */
  static Optional<String> differenceOfRows(
      Recording recording, int actualStatus, JsonNode actualAnswer) {
    if (recording.status() != actualStatus || !recording.answer().has("data")) {
      return recording.status() == actualStatus
          ? Optional.empty()
          : difference(recording, actualStatus, actualAnswer);
    }
    return firstDifference("/data", rows(recording.answer()), rows(actualAnswer));
  }

  /** The same for answers out of pre-aggregations. */
  static Optional<String> differenceButForPreAggregations(
      Recording recording, int actualStatus, JsonNode actualAnswer) {
    if (recording.answer() instanceof ObjectNode answer && recording.endpoint().equals("load")) {
      answer.remove(OF_PRE_AGGREGATIONS);
    }
    return difference(recording, actualStatus, actualAnswer);
  }

  private static JsonNode rows(JsonNode answer) {
    JsonNode copy = answer.deepCopy();
    strip(copy);
    return copy.path("data");
  }

  private static JsonNode simplify(JsonNode answer) {
    JsonNode copy = answer.deepCopy();
    if (copy.isObject() && copy.path("sql").has("sql")) {
      return sqlFacts(copy);
    }
    if (copy.isArray() && copy.path(0).path("sql").has("sql")) {
      ArrayNode all = JSON.createArrayNode();
      copy.forEach(one -> all.add(sqlFacts(one)));
      return all;
    }
    strip(copy);
    return copy;
  }

  private static JsonNode sqlFacts(JsonNode answer) {
    ObjectNode facts = JSON.createObjectNode();
    facts.put("hasSql", answer.path("sql").path("sql").path(0).isString());
    for (String fact : new TreeSet<>(SQL_FACTS)) {
      if (answer.path("sql").has(fact)) {
        facts.set(fact, answer.get("sql").get(fact));
      }
    }
    return facts;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(VARYING);
      if (object.path("data") instanceof ArrayNode rows
          && object.path("query") instanceof ObjectNode query) {
        object.set("data", sorted(rows, query));
      }
    }
    node.forEach(AnswerComparison::strip);
  }

  /** Sorts rows that agree in what the query orders by, so that ties may come in any order. */
  private static ArrayNode sorted(ArrayNode rows, ObjectNode query) {
    List<JsonNode> list = new ArrayList<>();
    rows.forEach(list::add);
    List<String> ordered = orderedMembers(query);
    ArrayNode result = JSON.createArrayNode();
    int start = 0;
    while (start < list.size()) {
      int end = start + 1;
      while (end < list.size() && sameKeys(list.get(start), list.get(end), ordered)) {
        end++;
      }
      list.subList(start, end).stream()
          .sorted(Comparator.comparing(JsonNode::toString))
          .forEach(result::add);
      start = end;
    }
    return result;
  }

  private static boolean sameKeys(JsonNode left, JsonNode right, List<String> members) {
    return members.stream().allMatch(member -> left.path(member).equals(right.path(member)));
  }

  private static List<String> orderedMembers(ObjectNode query) {
    List<String> members = new ArrayList<>();
    JsonNode order = query.path("order");
    if (order.isArray()) {
      order.forEach(
          item ->
              members.add(
                  item.isArray() ? item.path(0).asString("") : item.path("id").asString("")));
      return members;
    }
    if (order.isObject()) {
      order.propertyNames().forEach(members::add);
      return members;
    }
    for (JsonNode timeDimension : query.path("timeDimensions")) {
      if (timeDimension.hasNonNull("granularity")) {
        return List.of(timeDimension.get("dimension").asString());
      }
    }
    JsonNode measures = query.path("measures");
    JsonNode dimensions = query.path("dimensions");
    if (!measures.isEmpty() && !dimensions.isEmpty()) {
      return List.of(measures.get(0).asString());
    }
    return dimensions.isEmpty() ? List.of() : List.of(dimensions.get(0).asString());
  }

  private static Optional<String> firstDifference(String path, JsonNode expected, JsonNode actual) {
    if (expected.equals(actual)) {
      return Optional.empty();
    }
    if (expected.isObject() && actual.isObject()) {
      for (Map.Entry<String, JsonNode> property : expected.properties()) {
        String below = path + "/" + property.getKey();
        if (!actual.has(property.getKey())) {
          return Optional.of(below + " is missing, expected " + shorten(property.getValue()));
        }
        Optional<String> difference =
            firstDifference(below, property.getValue(), actual.get(property.getKey()));
        if (difference.isPresent()) {
          return difference;
        }
      }
      for (String name : actual.propertyNames()) {
        if (!expected.has(name)) {
          return Optional.of(path + "/" + name + " is not expected: " + shorten(actual.get(name)));
        }
      }
      return Optional.empty();
    }
    if (expected.isArray() && actual.isArray()) {
      if (expected.size() != actual.size()) {
        return Optional.of(
            path
                + " has "
                + expected.size()
                + " items, got "
                + actual.size()
                + ": "
                + shorten(expected)
                + " got "
                + shorten(actual));
      }
      for (int i = 0; i < expected.size(); i++) {
        Optional<String> difference =
            firstDifference(path + "/" + i, expected.get(i), actual.get(i));
        if (difference.isPresent()) {
          return difference;
        }
      }
      return Optional.empty();
    }
    return Optional.of(path + ": expected " + shorten(expected) + ", got " + shorten(actual));
  }

  private static String shorten(JsonNode node) {
    String text = node.toString();
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
