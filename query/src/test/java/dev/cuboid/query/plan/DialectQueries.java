package dev.cuboid.query.plan;

import static dev.cuboid.query.plan.QueryBuilder.condition;
import static dev.cuboid.query.plan.QueryBuilder.measures;

import dev.cuboid.query.Filter;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queries over the shop with which every dialect is tried. */
final class DialectQueries {

  private static final String YEAR_BEGIN = "2024-01-01T00:00:00.000";
  private static final String YEAR_END = "2024-12-31T23:59:59.999";
  private static final String MARCH_END = "2024-03-29T00:00:00.000";
  private static final String APRIL_BEGIN = "2024-04-03T23:59:59.999";
  private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/New_York");
  private static final List<String> GRANULARITIES =
      List.of(
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "quarter",
          "year",
          "half_year",
          "fortnight");

  private final List<Named> queries = new ArrayList<>();

  private DialectQueries() {}

  /**
   * @param name tells what is special about it
   */
  record Named(String name, Query query) {

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Named> all() {
    DialectQueries all = new DialectQueries();
    all.joins();
    all.windows();
    all.stages();
    all.times();
    all.filters();
    all.shapes();
    return List.copyOf(all.queries);
  }

  static List<Named> overJoins() {
    DialectQueries some = new DialectQueries();
    some.joins();
    return List.copyOf(some.queries);
  }

  private void add(String name, QueryBuilder query) {
    queries.add(new Named(name, query.build()));
  }

  private void joins() {
    add("one cube", measures("Orders.count", "Orders.amount").by("Orders.status"));
    add(
        "fan-out",
        measures("Orders.amount", "Items.quantity", "Payments.paid").by("Customers.city"));
    add("repeated rows", measures("Customers.count", "Customers.average_age").by("Orders.status"));
    add(
        "composite key",
        measures("Payments.count", "Payments.paid", "Items.count").by("Orders.status"));
    add("facts", measures("Orders.amount", "Targets.amount").by("Cities.name"));
    add(
        "facts by month",
        measures("Orders.amount", "Items.quantity")
            .by("Orders.status")
            .per("month", "Orders.created_at"));
    add(
        "facts with a filter on a measure",
        measures("Orders.amount", "Targets.amount")
            .by("Cities.name", "Cities.country")
            .where("Targets.amount", FilterOperator.GT, "50"));
    add("sub-query dimension", measures("Customers.lifetime_value").by("Customers.city"));
    add("groups by a sub-query", measures("Customers.count").by("Customers.spent"));
    add(
        "sub-query with the outer filters",
        measures("Customers.count")
            .by("Customers.spent_filtered")
            .where("Orders.status", FilterOperator.EQUALS, "done"));
    add("view", measures("sales.amount", "sales.quantity").by("sales.Customers_city"));
  }

  private void windows() {
    for (String measure : List.of("rolling", "rolling_average", "cumulative", "month_to_date")) {
      for (String zone : ZONES) {
        add(
            measure + " by day in " + zone,
            measures("Orders." + measure)
                .per("day", "Orders.created_at", MARCH_END, APRIL_BEGIN)
                .in(zone));
      }
    }
    add(
        "running total by month",
        measures("Orders.running").per("month", "Orders.created_at", YEAR_BEGIN, YEAR_END));
    add(
        "windows beside totals",
        measures("Orders.rolling", "Orders.cumulative", "Orders.amount")
            .by("Orders.status")
            .per("week", "Orders.created_at", MARCH_END, APRIL_BEGIN)
            .in("Europe/Berlin"));
    add(
        "one window",
        measures("Orders.rolling").within("Orders.created_at", MARCH_END, APRIL_BEGIN));
    add(
        "window over a custom granularity",
        measures("Orders.cumulative")
            .per("fortnight", "Orders.created_at", MARCH_END, YEAR_END)
            .in("Europe/Berlin"));
  }

  private void stages() {
    add(
        "totals beside groups, and ranks",
        measures("Orders.amount", "Orders.amount_of_status", "Orders.place")
            .by("Orders.status", "Orders.size"));
    add("smaller groups", measures("Orders.largest_customer").by("Orders.status"));
    add(
        "the month before",
        measures("Orders.amount", "Orders.month_before")
            .per("month", "Orders.created_at", "2024-02-01T00:00:00.000", YEAR_END));
    add(
        "a condition on a rank",
        measures("Orders.amount")
            .by("Orders.status", "Orders.size")
            .where("Orders.place", FilterOperator.EQUALS, "1"));
    add(
        "a total that a filter does not touch",
        measures("Orders.amount", "Orders.amount_of_all_statuses")
            .by("Orders.size")
            .where("Orders.status", FilterOperator.EQUALS, "done"));
    add("a choice of measures", measures("Orders.in_unit").by("Orders.status", "Orders.unit"));
    add("groups by what is said of groups", measures("Orders.count").by("Orders.kind_of_customer"));
  }

  private void times() {
    for (String granularity : GRANULARITIES) {
      for (String zone : ZONES) {
        add(
            granularity + " in " + zone,
            measures("Orders.count", "Orders.amount")
                .per(granularity, "Orders.created_at", YEAR_BEGIN, YEAR_END)
                .in(zone));
      }
    }
    add(
        "a day of 23 hours",
        measures("Orders.amount")
            .within("Orders.created_at", "2024-03-31T00:00:00.000", "2024-03-31T23:59:59.999")
            .in("Europe/Berlin"));
    add(
        "a day of 25 hours",
        measures("Orders.amount")
            .per("hour", "Orders.created_at", "2024-10-27T00:00:00.000", "2024-10-27T23:59:59.999")
            .in("Europe/Berlin"));
    add("times as they are", measures().by("Orders.created_at").in("America/New_York"));
  }

  private void filters() {
    text(FilterOperator.EQUALS, "axb");
    text(FilterOperator.EQUALS, "axb", "100%");
    text(FilterOperator.EQUALS, "axb", null);
    text(FilterOperator.NOT_EQUALS, "axb");
    text(FilterOperator.NOT_EQUALS, "axb", null);
    for (FilterOperator operator :
        List.of(
            FilterOperator.CONTAINS,
            FilterOperator.NOT_CONTAINS,
            FilterOperator.STARTS_WITH,
            FilterOperator.NOT_STARTS_WITH,
            FilterOperator.ENDS_WITH,
            FilterOperator.NOT_ENDS_WITH)) {
      text(operator, "AX");
      text(operator, "_b");
      text(operator, "100%");
      text(operator, "\\");
      text(operator, "[a-x]");
      text(operator, "x", null);
    }
    text(FilterOperator.SET);
    text(FilterOperator.NOT_SET);
    for (FilterOperator operator :
        List.of(
            FilterOperator.EQUALS,
            FilterOperator.NOT_EQUALS,
            FilterOperator.GT,
            FilterOperator.GTE,
            FilterOperator.LT,
            FilterOperator.LTE)) {
      for (String value : List.of("50", "7.5", "1e3")) {
        filtered(condition("Orders.amount_value", operator, value));
      }
    }
    filtered(condition("Customers.age", FilterOperator.EQUALS, "30", "20", null));
    for (FilterOperator operator :
        List.of(
            FilterOperator.IN_DATE_RANGE,
            FilterOperator.NOT_IN_DATE_RANGE,
            FilterOperator.ON_THE_DATE)) {
      filtered(condition("Orders.created_at", operator, "2024-03-31", "2024-03-31"));
    }
    for (FilterOperator operator :
        List.of(
            FilterOperator.BEFORE_DATE,
            FilterOperator.BEFORE_OR_ON_DATE,
            FilterOperator.AFTER_DATE,
            FilterOperator.AFTER_OR_ON_DATE)) {
      filtered(condition("Orders.created_at", operator, "2024-03-31"));
    }
    filtered(
        new Filter.Or(
            List.of(
                condition("Orders.status", FilterOperator.EQUALS, "open"),
                new Filter.And(
                    List.of(
                        condition("Orders.amount_value", FilterOperator.GT, "75"),
                        condition("Orders.note", FilterOperator.SET))))));
    add(
        "filter on a measure",
        measures("Orders.amount")
            .by("Customers.city")
            .where("Orders.amount", FilterOperator.GTE, "150.5"));
    add("segment", measures("Orders.amount").segment("Orders.done"));
  }

  private void text(FilterOperator operator, @Nullable String... values) {
    filtered(condition("Orders.note", operator, values));
  }

  private void filtered(Filter filter) {
    add("where " + filter, measures("Orders.count").by("Orders.id").where(filter));
  }

  private void shapes() {
    add("case", measures("Orders.count").by("Orders.size"));
    add(
        "aggregates",
        measures(
            "Orders.average",
            "Orders.smallest",
            "Orders.largest",
            "Orders.statuses",
            "Orders.done_count",
            "Orders.done_share"));
    add("ungrouped", measures("Orders.amount", "Items.quantity").by("Orders.id").ungrouped());
    add(
        "ungrouped counts",
        measures("Orders.statuses", "Orders.done_count").by("Orders.id").ungrouped());
    add("slice", measures("Orders.amount").by("Orders.id").orderBy("-Orders.id").slice(1, 3));
    add("first rows", measures("Orders.amount").by("Orders.id").orderBy("Orders.id").slice(0, 2));
    add("dimensions only", measures().by("Orders.status", "Customers.city"));
  }
}
