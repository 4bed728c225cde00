package dev.cuboid.query.plan;

import static dev.cuboid.query.FilterOperator.CONTAINS;
import static dev.cuboid.query.FilterOperator.EQUALS;
import static dev.cuboid.query.FilterOperator.GT;
import static dev.cuboid.query.FilterOperator.IN;
import static dev.cuboid.query.FilterOperator.NOT_EQUALS;
import static dev.cuboid.query.plan.QueryBuilder.condition;
import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.query.Filter;
import dev.cuboid.query.Query;
import dev.cuboid.query.dialect.Dialects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries that differ in values alone, planned as one. */
class PlanPatternTest {

  private static final DataModel MODEL =
      Shop.compile(
          """
          cubes:
            - name: orders
              sql: >
                SELECT * FROM orders WHERE {SECURITY_CONTEXT.tenant.filter('tenant')}
                AND {FILTER_PARAMS.orders.city.filter('ship_city')}
                AND {FILTER_PARAMS.orders.id.filter(lambda value: f'id % 10 = {value}')}
              refresh_key:
                sql: SELECT MAX(id) FROM orders WHERE {FILTER_PARAMS.orders.city.filter('ship_city')}
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
                - { name: city, sql: city, type: string }
                - { name: paid, sql: paid, type: boolean }
                - { name: at, sql: at, type: time }
              measures:
                - { name: count, type: count }
          views:
            - name: shown
              cubes:
                - { join_path: orders, includes: "*" }
          """);
  private static final QueryPlanner PLANNER =
      QueryPlanner.create(
          MODEL, Dialects.duckdb(), InstantSource.fixed(Instant.parse("2024-06-15T12:00:00Z")));
  private static final PlanContext TENANT =
      new PlanContext(ContextValues.of(Map.of("tenant", "t1")), MissingContextValue.DENY);

  static Stream<Arguments> filters() {
    return Stream.of(
        arguments(condition("orders.city", EQUALS, "Bonn"), List.of("Bonn")),
        arguments(condition("shown.city", NOT_EQUALS, "Bonn"), List.of("Bonn")),
        arguments(condition("orders.city", IN, "Bonn", null, "Ulm"), List.of("Bonn", "Ulm")),
        arguments(condition("orders.city", IN, "Bonn", "Bonn"), List.of("Bonn")),
        arguments(condition("orders.id", GT, "7"), List.of("7")),
        arguments(condition("orders.count", GT, "-7"), List.of("-7")),
        arguments(
            new Filter.Or(
                List.of(
                    condition("orders.city", EQUALS, "Bonn"),
                    new Filter.And(List.of(condition("orders.city", EQUALS, "Ulm"))))),
            List.of("Bonn", "Ulm")));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void valuesAreTakenOut(Filter filter, List<String> values) {
    QueryShape shape = PLANNER.shape(measures("orders.count").where(filter).build()).orElseThrow();

    assertThat(shape.values()).isEqualTo(values);
    assertThat(shape.query().filters().toString()).doesNotContain("Bonn", "Ulm", "7]");
  }

  static Stream<Filter> dependingOnAll() {
    return Stream.of(
        condition("orders.city", CONTAINS, "on"),
        condition("orders.paid", EQUALS, "true"),
        condition("orders.at", EQUALS, "2024-01-01"),
        condition("orders.id", EQUALS, "1.50"),
        condition("orders.city", EQUALS, new String[] {null}),
        condition("orders.nowhere", EQUALS, "x"));
  }

  @ParameterizedTest
  @MethodSource("dependingOnAll")
  void valuesOfWhichThePlanMakesSomethingStay(Filter filter) {
    assertThat(PLANNER.shape(measures("orders.count").where(filter).build())).isEmpty();
  }

  @Test
  void aQueryOfTheShapeGetsThePlanThatItWouldHave() {
    assertSamePlan(query("Bonn", "7"), query("Ulm", "1234567"));
    assertSamePlan(query("t1", "-1"), query("'; DROP TABLE orders; --", "0"));
    assertSamePlan(query("", "000"), query("\uE0C00\uE0C1", "999999999999999999"));
  }

  @Test
  void equalValuesAreAnotherShape() {
    QueryShape apart = shape(query("1", "2"));
    QueryShape equal = shape(query("1", "1"));

    assertThat(equal.query()).isNotEqualTo(apart.query());
    assertThat(equal.query()).isEqualTo(shape(query("5", "5")).query());
  }

  @Test
  void numbersAndTextsAreDifferentShapes() {
    assertThat(shape(query("Bonn", "7")).query()).isNotEqualTo(shape(query("1", "7")).query());
  }

  @Test
  void imposedConditionsStayImposed() {
    Filter own = condition("orders.city", EQUALS, "Bonn");
    Filter imposed = condition("orders.id", EQUALS, "7");
    Query query =
        measures("orders.count").build().withFilters(List.of(own, imposed), Set.of(imposed));

    Query shaped = shape(query).query();

    assertThat(shaped.imposed().filters()).containsExactly(shaped.filters().getLast());
  }

  @ParameterizedTest
  @MethodSource("standIns")
  void aContextThatSaysWhatAStandInSaysKeepsItsValue(String value) {
    PlanContext context =
        new PlanContext(ContextValues.of(Map.of("tenant", value)), MissingContextValue.DENY);
    Query query = query("Bonn", "7");

    assertThat(PLANNER.pattern(shape(query), query, context)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("standIns")
  void aValueThatSaysWhatAStandInSaysStays(String value) {
    assertThat(shape(query(value, "7")).values()).isEqualTo(List.of("7"));
  }

  static Stream<String> standIns() {
    return Stream.of("Bonn", "7").map(value -> StandIns.of(value, 0).orElseThrow());
  }

  @Test
  void moreValuesThanCanBeStoodForStay() {
    String[] many =
        Stream.iterate(1, each -> each + 1).limit(100).map(String::valueOf).toArray(String[]::new);
    Query query = measures("orders.count").where("orders.id", IN, many).build();

    assertThat(shape(query).values()).hasSize(StandIns.MOST);
    assertThat(
            PLANNER
                .pattern(shape(query), query, TENANT)
                .orElseThrow()
                .with(shape(query).values())
                .sql())
        .isEqualTo(PLANNER.plan(query, TENANT));
  }

  private static void assertSamePlan(Query one, Query other) {
    PlanPattern pattern = PLANNER.pattern(shape(one), one, TENANT).orElseThrow();
    assertThat(shape(other).query().measures()).isEqualTo(one.measures());
    PlannedQuery filled = pattern.with(shape(other).values());
    PlannedQuery fresh = PLANNER.planned(other, TENANT);

    assertThat(filled.sql()).isEqualTo(fresh.sql());
    assertThat(filled.total()).isEqualTo(fresh.total());
    assertThat(filled.refreshKeys()).isEqualTo(fresh.refreshKeys());
    assertThat(filled.transformed()).isEqualTo(fresh.transformed());
    assertThat(filled.memberNames()).isEqualTo(fresh.memberNames());
  }

  private static QueryShape shape(Query query) {
    return PLANNER.shape(query).orElseThrow();
  }

  private static Query query(String city, String id) {
    return measures("orders.count")
        .by("orders.city")
        .where("orders.city", EQUALS, city)
        .where("orders.id", NOT_EQUALS, id)
        .build();
  }
}
