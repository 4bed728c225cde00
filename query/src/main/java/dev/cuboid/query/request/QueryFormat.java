package dev.cuboid.query.request;

import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The form that the JSON of a query must have, with the messages that Cube's clients know. Keys are
 * checked in the order of Cube's schema, and the first mistake is reported.
 */
final class QueryFormat {

  private static final Pattern MEMBER = Pattern.compile("^[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+$");
  private static final Pattern DIMENSION =
      Pattern.compile("^[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+)?$");

  /** A member, one with a granularity, or the name of an expression. */
  private static final Pattern SORTED =
      Pattern.compile(
          "^[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+$|^[a-zA-Z0-9_]+$"
              + "|^[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+$");

  private static final Set<String> KEYS =
      Set.of(
          "measures",
          "dimensions",
          "filters",
          "timeDimensions",
          "order",
          "segments",
          "timezone",
          "limit",
          "offset",
          "total",
          "cacheMode",
          "cache",
          "ungrouped",
          "responseFormat",
          "subqueryJoins",
          "joinHints",
          "renewQuery");
  private static final List<String> CACHE_MODES =
      List.of("stale-if-slow", "stale-while-revalidate", "must-revalidate", "no-cache");
  private static final Set<String> FILTER_KEYS =
      Set.of("member", "dimension", "operator", "values");
  private static final Set<String> TIME_DIMENSION_KEYS =
      Set.of("dimension", "granularity", "dateRange", "compareDateRange");
  private static final int LONGEST_GRANULARITY_BYTES = 128;

  private QueryFormat() {}

  /**
   * @throws QueryException for the first mistake
   */
  static void check(JsonNode query) {
    if (!query.isObject()) {
      throw invalid("\"value\" must be of type object");
    }
    requireNames(query);
    members(query, "measures", MEMBER);
    members(query, "dimensions", DIMENSION);
    filters(query.get("filters"));
    timeDimensions(query.get("timeDimensions"));
    order(query.get("order"));
    members(query, "segments", MEMBER);
    timezone(query.get("timezone"));
    wholeNumber(query, "limit");
    wholeNumber(query, "offset");
    flag(query, "total");
    oneOf(query, "cacheMode", "cacheMode", CACHE_MODES);
    oneOf(query, "cache", "cacheMode", CACHE_MODES);
    flag(query, "ungrouped");
    oneOf(query, "responseFormat", "responseFormat", List.of("default", "compact", "columnar"));
    flag(query, "renewQuery");
    subqueryJoins(query.get("subqueryJoins"));
    joinHints(query.get("joinHints"));
    for (String key : query.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw invalid("\"" + key + "\" is not allowed");
      }
    }
  }

  /** What only Cube's SQL API sends to itself is nothing for a client to say. */
  private static void requireNames(JsonNode query) {
    for (String key : List.of("measures", "dimensions", "segments")) {
      query.path(key).forEach(member -> requireName(member));
    }
    if (!query.path("maskedMembers").isMissingNode()) {
      throw new QueryException(
          QueryException.Kind.BAD_REQUEST, "maskedMembers cannot be provided in the query");
    }
  }

  private static void requireName(JsonNode member) {
    if (member.isString() && member.asString().startsWith("{")) {
      throw noExpressions();
    }
  }

  private static QueryException noExpressions() {
    return new QueryException(
        QueryException.Kind.BAD_REQUEST, "Error: Expressions are not allowed in this context");
  }

  private static void members(JsonNode query, String key, Pattern pattern) {
    JsonNode list = query.get(key);
    if (list == null) {
      return;
    }
    requireArray(list, key);
    for (int i = 0; i < list.size(); i++) {
      String label = key + "[" + i + "]";
      if (list.get(i).isObject()) {
        throw invalid("\"" + label + "\" does not match any of the allowed types");
      }
      if (!list.get(i).isString()) {
        throw invalid("\"" + label + "\" must be one of [string, object]");
      }
      member(list.get(i), label, pattern);
    }
  }

  private static void member(JsonNode node, String label, Pattern pattern) {
    text(node, label);
    if (!pattern.matcher(node.asString()).matches()) {
      throw invalid(
          "\"%s\" with value \"%s\" fails to match the required pattern: /%s/"
              .formatted(label, node.asString(), pattern.pattern()));
    }
  }

  private static void text(JsonNode node, String label) {
    if (!node.isString()) {
      throw invalid("\"" + label + "\" must be a string");
    }
    if (node.asString().isEmpty()) {
      throw invalid("\"" + label + "\" is not allowed to be empty");
    }
  }

  private static void filters(JsonNode filters) {
    if (filters == null) {
      return;
    }
    requireArray(filters, "filters");
    for (int i = 0; i < filters.size(); i++) {
      if (!isFilter(filters.get(i))) {
        throw invalid("\"filters[" + i + "]\" does not match any of the allowed types");
      }
    }
  }

  private static boolean isFilter(JsonNode filter) {
    if (!filter.isObject()) {
      return false;
    }
    if (filter.has("or") || filter.has("and")) {
      JsonNode branches = filter.has("or") ? filter.get("or") : filter.get("and");
      return filter.size() == 1 && branches.isArray() && allMatch(branches, QueryFormat::isFilter);
    }
    JsonNode member = filter.has("member") ? filter.get("member") : filter.get("dimension");
    boolean oneMember = filter.has("member") != filter.has("dimension");
    return oneMember
        && member.isString()
        && MEMBER.matcher(member.asString()).matches()
        && FILTER_KEYS.containsAll(filter.propertyNames())
        && filter.path("operator").isString()
        && FilterOperator.of(filter.get("operator").asString()).isPresent()
        && (!filter.has("values") || isValues(filter.get("values")));
  }

  private static boolean isValues(JsonNode values) {
    return values.isArray()
        && allMatch(
            values,
            value -> value.isString() || value.isNull() || value.isNumber() || value.isBoolean());
  }

  private static boolean allMatch(JsonNode list, java.util.function.Predicate<JsonNode> predicate) {
    for (JsonNode item : list) {
      if (!predicate.test(item)) {
        return false;
      }
    }
    return true;
  }

  private static void timeDimensions(JsonNode list) {
    if (list == null) {
      return;
    }
    requireArray(list, "timeDimensions");
    for (int i = 0; i < list.size(); i++) {
      timeDimension(list.get(i), "timeDimensions[" + i + "]");
    }
  }

  private static void timeDimension(JsonNode node, String label) {
    if (!node.isObject()) {
      throw invalid("\"" + label + "\" must be of type object");
    }
    if (!node.has("dimension")) {
      throw invalid("\"" + label + ".dimension\" is required");
    }
    member(node.get("dimension"), label + ".dimension", MEMBER);
    granularity(node.get("granularity"), label + ".granularity");
    dateRange(node.get("dateRange"), label + ".dateRange");
    compareDateRange(node.get("compareDateRange"), label);
    for (String key : node.propertyNames()) {
      if (!TIME_DIMENSION_KEYS.contains(key)) {
        throw invalid("\"" + label + "." + key + "\" is not allowed");
      }
    }
    if (node.has("dateRange") && node.has("compareDateRange")) {
      throw invalid(
          "\""
              + label
              + "\" contains a conflict between exclusive peers [dateRange, compareDateRange]");
    }
  }

  private static void granularity(JsonNode node, String label) {
    if (node == null || node.isNull()) {
      return;
    }
    text(node, label);
    if (node.asString().getBytes(StandardCharsets.UTF_8).length > LONGEST_GRANULARITY_BYTES) {
      throw invalid(
          "\"%s\" length must be less than or equal to %d characters long"
              .formatted(label, LONGEST_GRANULARITY_BYTES));
    }
  }

  private static void dateRange(JsonNode node, String label) {
    if (node == null || node.isString()) {
      if (node != null) {
        text(node, label);
      }
      return;
    }
    if (!node.isArray()) {
      throw invalid("\"" + label + "\" must be one of [array, string]");
    }
    if (node.isEmpty()) {
      throw invalid("\"" + label + "\" must contain at least 1 items");
    }
    if (node.size() > 2) {
      throw invalid("\"" + label + "\" must contain less than or equal to 2 items");
    }
    for (int i = 0; i < node.size(); i++) {
      text(node.get(i), label + "[" + i + "]");
    }
  }

  /** Each of the ranges is that of a query of its own, and said to be. */
  private static void compareDateRange(JsonNode node, String label) {
    if (node == null) {
      return;
    }
    requireArray(node, label + ".compareDateRange");
    for (int i = 0; i < node.size(); i++) {
      dateRange(node.get(i), label + ".dateRange");
    }
  }

  private static void order(JsonNode order) {
    if (order == null) {
      return;
    }
    if (order.isObject()) {
      for (Map.Entry<String, JsonNode> entry : order.properties()) {
        String label = "order." + entry.getKey();
        if (!SORTED.matcher(entry.getKey()).matches()) {
          throw invalid("\"" + label + "\" is not allowed");
        }
        direction(entry.getValue(), label);
      }
      return;
    }
    if (!order.isArray()) {
      throw invalid("\"order\" must be one of [object, array]");
    }
    for (int i = 0; i < order.size(); i++) {
      sorting(order.get(i), "order[" + i + "]");
    }
  }

  private static void sorting(JsonNode pair, String label) {
    requireArray(pair, label);
    if (pair.has(0)) {
      member(pair.get(0), label + "[0]", SORTED);
    }
    if (pair.has(1)) {
      direction(pair.get(1), label + "[1]");
    }
    if (pair.size() < 2) {
      throw invalid("\"" + label + "\" must contain at least 2 items");
    }
    if (pair.size() > 2) {
      throw invalid("\"" + label + "\" must contain at most 2 items");
    }
  }

  private static void direction(JsonNode node, String label) {
    if (!node.isString() || !List.of("asc", "desc").contains(node.asString())) {
      throw invalid("\"" + label + "\" must be one of [asc, desc]");
    }
  }

  private static void timezone(JsonNode node) {
    if (node == null || node.isNull() || (node.isString() && node.asString().isEmpty())) {
      return;
    }
    if (!node.isString()) {
      throw invalid("\"timezone\" must be a string");
    }
    if (Timezones.find(node.asString()).isEmpty()) {
      throw invalid("\"timezone\" must be a valid IANA time zone, got \"" + node.asString() + "\"");
    }
  }

  private static void wholeNumber(JsonNode query, String key) {
    JsonNode node = query.get(key);
    if (node == null) {
      return;
    }
    if (!node.isNumber()) {
      throw invalid("\"" + key + "\" must be a number");
    }
    if (node.doubleValue() != Math.rint(node.doubleValue())) {
      throw invalid("\"" + key + "\" must be an integer");
    }
    if (node.doubleValue() > 9007199254740991.0) {
      throw invalid("\"" + key + "\" must be a safe number");
    }
    if (node.doubleValue() < 0) {
      throw invalid("\"" + key + "\" must be greater than or equal to 0");
    }
  }

  private static void flag(JsonNode query, String key) {
    JsonNode node = query.get(key);
    if (node == null || node.isBoolean()) {
      return;
    }
    boolean asText =
        node.isString()
            && List.of("true", "false")
                .contains(node.asString().toLowerCase(java.util.Locale.ROOT));
    if (!asText) {
      throw invalid("\"" + key + "\" must be a boolean");
    }
  }

  private static void oneOf(JsonNode query, String key, String label, List<String> allowed) {
    JsonNode node = query.get(key);
    if (node != null && !(node.isString() && allowed.contains(node.asString()))) {
      throw invalid("\"" + label + "\" must be one of [" + String.join(", ", allowed) + "]");
    }
  }

  private static void subqueryJoins(JsonNode joins) {
    if (joins == null) {
      return;
    }
    requireArray(joins, "subqueryJoins");
    if (!joins.isEmpty()) {
      throw joins.get(0).isObject()
          ? noExpressions()
          : invalid("\"subqueryJoins[0]\" must be of type object");
    }
  }

  private static void joinHints(JsonNode hints) {
    if (hints == null) {
      return;
    }
    requireArray(hints, "joinHints");
    for (int i = 0; i < hints.size(); i++) {
      requireArray(hints.get(i), "joinHints[" + i + "]");
      for (int j = 0; j < hints.get(i).size(); j++) {
        text(hints.get(i).get(j), "joinHints[" + i + "][" + j + "]");
      }
    }
  }

  private static void requireArray(JsonNode node, String label) {
    if (!node.isArray()) {
      throw invalid("\"" + label + "\" must be an array");
    }
  }

  private static QueryException invalid(String message) {
    return new QueryException(QueryException.Kind.BAD_REQUEST, "Invalid query format: " + message);
  }
}
