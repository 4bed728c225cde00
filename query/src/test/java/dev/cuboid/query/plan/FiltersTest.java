package dev.cuboid.query.plan;

import static dev.cuboid.query.FilterOperator.AFTER_DATE;
import static dev.cuboid.query.FilterOperator.AFTER_OR_ON_DATE;
import static dev.cuboid.query.FilterOperator.BEFORE_DATE;
import static dev.cuboid.query.FilterOperator.BEFORE_OR_ON_DATE;
import static dev.cuboid.query.FilterOperator.CONTAINS;
import static dev.cuboid.query.FilterOperator.ENDS_WITH;
import static dev.cuboid.query.FilterOperator.EQUALS;
import static dev.cuboid.query.FilterOperator.GT;
import static dev.cuboid.query.FilterOperator.GTE;
import static dev.cuboid.query.FilterOperator.IN;
import static dev.cuboid.query.FilterOperator.IN_DATE_RANGE;
import static dev.cuboid.query.FilterOperator.LT;
import static dev.cuboid.query.FilterOperator.LTE;
import static dev.cuboid.query.FilterOperator.MEASURE_FILTER;
import static dev.cuboid.query.FilterOperator.NOT_CONTAINS;
import static dev.cuboid.query.FilterOperator.NOT_ENDS_WITH;
import static dev.cuboid.query.FilterOperator.NOT_EQUALS;
import static dev.cuboid.query.FilterOperator.NOT_IN;
import static dev.cuboid.query.FilterOperator.NOT_IN_DATE_RANGE;
import static dev.cuboid.query.FilterOperator.NOT_SET;
import static dev.cuboid.query.FilterOperator.NOT_STARTS_WITH;
import static dev.cuboid.query.FilterOperator.ON_THE_DATE;
import static dev.cuboid.query.FilterOperator.SET;
import static dev.cuboid.query.FilterOperator.STARTS_WITH;
import static dev.cuboid.query.plan.QueryBuilder.condition;
import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.query.Filter;
import dev.cuboid.query.Filter.And;
import dev.cuboid.query.Filter.Or;
import dev.cuboid.query.SqlQuery;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which orders each operator keeps. */
class FiltersTest {

  private static final String NOTE = "Orders.note";
  private static final String STATUS = "Orders.status";
  private static final String AMOUNT = "Orders.amount_value";
  private static final String CREATED = "Orders.created_at";

  static Stream<Arguments> filters() {
    return Stream.of(
            arguments(condition(STATUS, EQUALS, "done"), "1 3 4"),
            arguments(condition(STATUS, EQUALS, "done", "open"), "1 2 3 4 5"),
            arguments(condition(STATUS, EQUALS, (String) null), "6"),
            arguments(condition(STATUS, EQUALS, "open", null), "2 5 6"),
            arguments(condition(STATUS, NOT_EQUALS, "done"), "2 5 6"),
            arguments(condition(STATUS, NOT_EQUALS, "done", "open"), "6"),
            arguments(condition(STATUS, NOT_EQUALS, (String) null), "1 2 3 4 5"),
            arguments(condition(STATUS, NOT_EQUALS, "done", null), "2 5"),
            arguments(condition(STATUS, IN, "open", null), "2 5 6"),
            arguments(condition(STATUS, NOT_IN, "open"), "1 3 4 6"),
            arguments(condition(STATUS, NOT_IN, "open", null), "1 3 4"),
            arguments(condition(NOTE, CONTAINS, "A_"), "1"),
            arguments(condition(NOTE, CONTAINS, "%"), "4"),
            arguments(condition(NOTE, CONTAINS, "\\"), "5"),
            arguments(condition(NOTE, CONTAINS, "xb", "%"), "2 4 6"),
            arguments(condition(NOTE, CONTAINS, "' OR 1 = 1 --"), ""),
            arguments(condition(NOTE, NOT_CONTAINS, "xb"), "1 3 4 5"),
            arguments(condition(NOTE, NOT_CONTAINS, "xb", null), "1 4 5"),
            arguments(condition(NOTE, STARTS_WITH, "ax"), "2 6"),
            arguments(condition(NOTE, NOT_STARTS_WITH, "ax", "1"), "1 3 5"),
            arguments(condition(NOTE, ENDS_WITH, "B"), "1 2 6"),
            arguments(condition(NOTE, NOT_ENDS_WITH, "B"), "3 4 5"),
            arguments(condition(NOTE, SET), "1 2 4 5 6"),
            arguments(condition(NOTE, NOT_SET), "3"),
            arguments(condition(AMOUNT, GT, "50"), "1 4"),
            arguments(condition(AMOUNT, GTE, "50"), "1 2 3 4"),
            arguments(condition(AMOUNT, LT, "7.5"), "6"),
            arguments(condition(AMOUNT, LTE, "7.5"), "5 6"),
            arguments(condition(AMOUNT, EQUALS, "7.5", "1000"), "4 5"),
            arguments(condition("Orders.is_done", EQUALS, "true"), "1 3 4"),
            arguments(condition("Orders.is_done", NOT_EQUALS, "true"), "2 5 6"),
            arguments(condition("Orders.size", EQUALS, "small"), "5 6"),
            arguments(condition("Customers.city", EQUALS, "Lyon"), "3"),
            arguments(condition("Customers.spent", GT, "100"), "1 2 4"),
            arguments(condition("Orders.done_count", MEASURE_FILTER), "1 3 4"),
            arguments(
                condition(
                    CREATED, IN_DATE_RANGE, "2024-03-31T00:00:00.000", "2024-03-31T23:59:59.999"),
                "1 2 3 4"),
            arguments(
                condition(
                    CREATED,
                    NOT_IN_DATE_RANGE,
                    "2024-03-31T00:00:00.000",
                    "2024-03-31T23:59:59.999"),
                "5 6"),
            arguments(condition(CREATED, ON_THE_DATE, "2024-03-31"), "1 2 3 4"),
            arguments(condition(CREATED, BEFORE_DATE, "2024-03-31T01:00:00.000"), "1"),
            arguments(condition(CREATED, BEFORE_OR_ON_DATE, "2024-03-31T01:59:59.999"), "1 2"),
            arguments(condition(CREATED, AFTER_DATE, "2024-03-31T23:59:59.999"), "5 6"),
            arguments(condition(CREATED, AFTER_OR_ON_DATE, "2024-10-27T02:30:00.000"), "5 6"),
            arguments(
                new Or(
                    List.of(
                        new And(List.of(condition(STATUS, EQUALS, "done"), condition(NOTE, SET))),
                        condition(AMOUNT, LT, "5"))),
                "1 4 6"))
        .flatMap(
            each -> Shop.everywhere().map(shop -> arguments(shop, each.get()[0], each.get()[1])));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("filters")
  void keepsTheRightRows(Shop shop, Filter filter, String ids) {
    QueryBuilder query =
        measures().by("Orders.id").where(filter).orderBy("Orders.id").in("Europe/Berlin");

    assertThat(String.join(" ", shop.rows(query).stream().map(List::getFirst).toList()))
        .isEqualTo(ids);
  }

  @Test
  void bindsValuesAndNeverWritesThemIntoTheText() {
    SqlQuery sql =
        Shop.everywhere()
            .findFirst()
            .orElseThrow()
            .planner()
            .plan(
                measures("Orders.count")
                    .where(NOTE, CONTAINS, "50%'; DROP TABLE orders")
                    .where(STATUS, EQUALS, "secret", "other")
                    .build(),
                Shop.tenant("acme"));

    assertThat(sql.sql()).doesNotContain("DROP").doesNotContain("secret").doesNotContain("acme");
    assertThat(sql.parameters())
        .isEqualTo(List.of("acme", "50\\%'; DROP TABLE orders", "secret", "other"));
  }

  @Test
  void segmentsAndFiltersMustAllHold() {
    Shop.everywhere()
        .forEach(
            shop ->
                assertThat(
                        shop.rows(
                            measures("Orders.count")
                                .segment("Orders.done")
                                .where(AMOUNT, GT, "60")))
                    .isEqualTo(List.of(List.of("2"))));
  }
}
