package dev.cuboid.query.properties;

import dev.cuboid.query.properties.CubeSpec.DimensionSpec;
import dev.cuboid.query.properties.CubeSpec.MeasureSpec;
import dev.cuboid.query.properties.QueryGenerator.Named;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes filters with every operator that fits a member. */
final class FilterGenerator {

  private static final List<String> ABOUT_TEXTS =
      List.of(
          "equals",
          "notEquals",
          "in",
          "notIn",
          "contains",
          "notContains",
          "startsWith",
          "notStartsWith",
          "endsWith",
          "notEndsWith",
          "set",
          "notSet");
  private static final List<String> ABOUT_NUMBERS =
      List.of("equals", "notEquals", "in", "notIn", "gt", "gte", "lt", "lte", "set", "notSet");
  private static final List<String> ABOUT_FLAGS = List.of("equals", "notEquals", "set", "notSet");
  private static final List<String> ABOUT_TIMES =
      List.of(
          "inDateRange",
          "notInDateRange",
          "onTheDate",
          "beforeDate",
          "beforeOrOnDate",
          "afterDate",
          "afterOrOnDate",
          "set",
          "notSet");
  private static final List<String> DATES =
      List.of("2024-03-31", "2024-04-01", "2024-04-02T12:00:00.000", "2024-10-27");

  private final Choices choices;
  private final List<Named<DimensionSpec>> dimensions;
  private final List<Named<MeasureSpec>> measures;
  private final boolean aboutGroups;

  /**
   * @param aboutGroups whether measures can be filtered by
   */
  FilterGenerator(
      Choices choices,
      List<Named<DimensionSpec>> dimensions,
      List<Named<MeasureSpec>> measures,
      boolean aboutGroups) {
    this.choices = choices;
    this.dimensions = dimensions;
    this.measures = measures;
    this.aboutGroups = aboutGroups;
  }

  void addTo(ArrayNode filters) {
    boolean ofGroups = aboutGroups && choices.oneIn(5);
    add(filters, ofGroups, 2);
  }

  private void add(ArrayNode filters, boolean ofGroups, int depth) {
    if (depth > 0 && choices.oneIn(4)) {
      ArrayNode parts = filters.addObject().putArray(choices.oneIn(3) ? "and" : "or");
      for (int index = choices.upTo(2); index >= 0; index--) {
        add(parts, ofGroups, depth - 1);
      }
    } else if (ofGroups) {
      ofMeasure(filters.addObject(), choices.one(measures).name());
    } else if (choices.oneIn(20)) {
      filters
          .addObject()
          .put("member", choices.one(measures).name())
          .put("operator", "measureFilter");
    } else {
      ofDimension(filters.addObject(), choices.one(dimensions));
    }
  }

  private void ofMeasure(ObjectNode filter, String name) {
    filter.put("member", name);
    number(filter, false);
  }

  private void ofDimension(ObjectNode filter, Named<DimensionSpec> dimension) {
    filter.put(choices.oneIn(4) ? "dimension" : "member", dimension.name());
    switch (dimension.member().type()) {
      case TEXT -> text(filter);
      case NUMBER ->
          number(
              filter,
              dimension.member().value() instanceof Expression.Column(String name)
                  && name.equals("amount"));
      case FLAG -> {
        String operator = choices.one(ABOUT_FLAGS);
        filter.put("operator", operator);
        if (hasValues(operator)) {
          filter.putArray("values").add(choices.oneIn(2) ? "true" : "false");
        }
      }
      case TIME -> time(filter);
    }
  }

  private static boolean hasValues(String operator) {
    return !operator.equals("set") && !operator.equals("notSet");
  }

  private void text(ObjectNode filter) {
    String operator = choices.one(ABOUT_TEXTS);
    filter.put("operator", operator);
    if (hasValues(operator)) {
      ArrayNode values = filter.putArray("values");
      choices.some(choices.between(1, 3), TableGenerator.TEXTS).forEach(values::add);
      boolean compares = List.of("equals", "notEquals", "in", "notIn").contains(operator);
      if (compares && choices.oneIn(4)) {
        values.addNull();
      }
    }
  }

  /**
   * @param fractions whether the column has any; PostgreSQL refuses to compare others with one
   */
  private void number(ObjectNode filter, boolean fractions) {
    String operator = choices.one(ABOUT_NUMBERS);
    filter.put("operator", operator);
    if (hasValues(operator)) {
      String value = choices.one(List.of("0", "1", "3", "-1"));
      ArrayNode values = filter.putArray("values").add(fractions ? value + ".5" : value);
      if (operator.endsWith("quals") && choices.oneIn(3)) {
        values.add(String.valueOf(choices.upTo(5)));
      }
    }
  }

  private void time(ObjectNode filter) {
    String operator = choices.one(ABOUT_TIMES);
    filter.put("operator", operator);
    if (!hasValues(operator)) {
      return;
    }
    ArrayNode values = filter.putArray("values");
    if (operator.endsWith("DateRange")) {
      values.add("2024-03-31").add(choices.one(List.of("2024-04-01", "2024-10-27", "2024-12-31")));
    } else if (operator.equals("onTheDate")) {
      values.add(choices.one(DATES).substring(0, 10));
    } else {
      values.add(choices.one(DATES));
    }
  }
}
