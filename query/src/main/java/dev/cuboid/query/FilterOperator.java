package dev.cuboid.query;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operators of Cube's query format. */
public enum FilterOperator {
  EQUALS("equals"),
  NOT_EQUALS("notEquals"),
  IN("in"),
  NOT_IN("notIn"),
  CONTAINS("contains"),
  NOT_CONTAINS("notContains"),
  STARTS_WITH("startsWith"),
  NOT_STARTS_WITH("notStartsWith"),
  ENDS_WITH("endsWith"),
  NOT_ENDS_WITH("notEndsWith"),
  GT("gt"),
  GTE("gte"),
  LT("lt"),
  LTE("lte"),
  SET("set"),
  NOT_SET("notSet"),
  IN_DATE_RANGE("inDateRange"),
  NOT_IN_DATE_RANGE("notInDateRange"),
  ON_THE_DATE("onTheDate"),
  BEFORE_DATE("beforeDate"),
  BEFORE_OR_ON_DATE("beforeOrOnDate"),
  AFTER_DATE("afterDate"),
  AFTER_OR_ON_DATE("afterOrOnDate"),
  MEASURE_FILTER("measureFilter");

  private static final Map<String, FilterOperator> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(FilterOperator::text, Function.identity()));

  private final String text;

  FilterOperator(String text) {
    this.text = text;
  }

  /** Its name in a query. */
  public String text() {
    return text;
  }

  /** The operator of that name in a query. */
  public static Optional<FilterOperator> of(String text) {
    return Optional.ofNullable(BY_NAME.get(text));
  }
}
