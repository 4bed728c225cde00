package dev.cuboid.query.request;

import dev.cuboid.query.Filter;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query.DateRange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads filters; dates in them are resolved to local times of the query's time zone. */
final class Filters {

  private static final Set<FilterOperator> WITHOUT_VALUES =
      EnumSet.of(FilterOperator.SET, FilterOperator.NOT_SET, FilterOperator.MEASURE_FILTER);

  /** A single date or phrase means a range. */
  private static final Set<FilterOperator> RANGES =
      EnumSet.of(
          FilterOperator.IN_DATE_RANGE,
          FilterOperator.NOT_IN_DATE_RANGE,
          FilterOperator.ON_THE_DATE);

  /** A phrase means the beginning of its range. */
  private static final Set<FilterOperator> FROM_START =
      EnumSet.of(FilterOperator.BEFORE_DATE, FilterOperator.AFTER_OR_ON_DATE);

  /** A phrase means the end of its range. */
  private static final Set<FilterOperator> FROM_END =
      EnumSet.of(FilterOperator.BEFORE_OR_ON_DATE, FilterOperator.AFTER_DATE);

  /** What is no phrase. */
  private static final Pattern DATE_OR_TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}"
              + "([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?(Z|[+-]\\d{2}(:?\\d{2})?)?)?");

  private final DateRanges dates;

  Filters(DateRanges dates) {
    this.dates = dates;
  }

  /**
   * @param printed receives the filters as Cube prints them
   */
  List<Filter> read(JsonNode filters, ArrayNode printed) {
    List<Filter> result = new ArrayList<>();
    for (JsonNode filter : filters) {
      result.add(one(filter, printed));
    }
    return result;
  }

  private Filter one(JsonNode filter, ArrayNode printed) {
    if (filter.has("and") || filter.has("or")) {
      boolean isAnd = filter.has("and");
      ArrayNode branches = printed.addObject().putArray(isAnd ? "and" : "or");
      List<Filter> read = read(isAnd ? filter.get("and") : filter.get("or"), branches);
      return isAnd ? new Filter.And(read) : new Filter.Or(read);
    }
    return condition(filter, printed.addObject());
  }

  private Filter condition(JsonNode filter, ObjectNode printed) {
    FilterOperator operator = FilterOperator.of(filter.get("operator").asString()).orElseThrow();
    List<@Nullable String> values = values(filter.path("values"));
    if (values.isEmpty() && !WITHOUT_VALUES.contains(operator)) {
      throw RequestReader.badRequest("Values required for filter: " + filter);
    }
    JsonNode member = filter.has("member") ? filter.get("member") : filter.get("dimension");
    List<@Nullable String> shown = expanded(operator, values);
    printed.put("member", member.asString()).put("operator", operator.text());
    if (filter.has("values")) {
      ArrayNode array = printed.putArray("values");
      shown.forEach(array::add);
    }
    return new Filter.Condition(member.asString(), operator, resolved(operator, shown));
  }

  private static List<@Nullable String> values(JsonNode values) {
    List<@Nullable String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      texts.add(value.isNull() ? null : value.asString());
    }
    return texts;
  }

  /** A single date or phrase becomes what it means; two dates stay as they are. */
  private List<@Nullable String> expanded(FilterOperator operator, List<@Nullable String> values) {
    boolean aboutDates =
        RANGES.contains(operator) || FROM_START.contains(operator) || FROM_END.contains(operator);
    if (!aboutDates) {
      return values;
    }
    if (values.size() > 1) {
      if (RANGES.contains(operator)) {
        requireDates(operator, values);
      }
      return values;
    }
    String value = String.valueOf(values.getFirst());
    if (!RANGES.contains(operator) && looksLikeDate(value)) {
      return values;
    }
    DateRange range = dates.phrase(value);
    if (RANGES.contains(operator)) {
      return List.of(range.from(), range.to());
    }
    return List.of(FROM_START.contains(operator) ? range.from() : range.to());
  }

  private static void requireDates(FilterOperator operator, List<@Nullable String> values) {
    if (values.stream().anyMatch(value -> value != null && !looksLikeDate(value))) {
      ArrayNode given = Json.NODES.arrayNode();
      values.forEach(given::add);
      throw RequestReader.badRequest(
          "Relative-date strings are only supported when `values` has a single element for"
              + " operator `"
              + operator.text()
              + "`. Pass an absolute two-element [start, end] pair, or a single relative string"
              + " like [\"last 2 weeks\"]. Got: "
              + given);
    }
  }

  private static boolean looksLikeDate(String value) {
    return DATE_OR_TIME.matcher(value).matches();
  }

  private List<@Nullable String> resolved(FilterOperator operator, List<@Nullable String> values) {
    if (RANGES.contains(operator)) {
      String from = String.valueOf(values.getFirst());
      return List.of(dates.start(from), dates.end(String.valueOf(values.getLast())));
    }
    if (FROM_START.contains(operator) || FROM_END.contains(operator)) {
      return List.of(dates.start(String.valueOf(values.getFirst())));
    }
    return values;
  }
}
