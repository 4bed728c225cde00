package dev.cuboid.query.plan;

import static dev.cuboid.query.FilterOperator.EQUALS;
import static dev.cuboid.query.FilterOperator.GT;
import static dev.cuboid.query.plan.QueryBuilder.condition;
import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.model.DataModel;
import dev.cuboid.query.Filter;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.dialect.Dialects;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be planned is said in Cube's words. */
class PlanErrorsTest {

  static Stream<Arguments> errors() {
    return Stream.of(
        arguments(measures("Nope.count"), "Cube 'Nope' not found for path 'Nope.count'"),
        arguments(measures("Orders.nope"), "'nope' not found for path 'Orders.nope'"),
        arguments(measures("Orders.status"), "'status' not found for path 'Orders.status'"),
        arguments(measures("count"), "Not full member name provided: count"),
        arguments(
            measures("Orders.count").per("decade", "Orders.created_at"),
            "Granularity \"decade\" does not exist in dimension Orders.created_at"),
        arguments(
            measures("Orders.count", "Recent.count"),
            "Can't find join path to join 'Orders', 'Recent'"),
        arguments(
            measures().by("Orders.status", "Recent.status"),
            "Can't find join path to join 'Orders', 'Recent'"),
        arguments(
            measures("Orders.count")
                .where(
                    new Filter.Or(
                        List.of(
                            condition("Orders.status", EQUALS, "done"),
                            condition("Orders.count", GT, "1")))),
            "You cannot use dimension and measure in same condition: {\"or\":["
                + "{\"member\":\"Orders.status\",\"operator\":\"equals\",\"values\":[\"done\"]},"
                + "{\"member\":\"Orders.count\",\"operator\":\"gt\",\"values\":[\"1\"]}]}"),
        arguments(
            measures("Orders.rolling")
                .per(
                    "second",
                    "Orders.created_at",
                    "2024-03-29T00:00:00.000",
                    "2024-03-29T23:59:59.999"),
            "Error: The count of generated date ranges (86399) for the request from"
                + " [2024-03-29T00:00:00.000] to [2024-03-29T23:59:59.999] by 1 second is over limit"
                + " (50000). Please reduce the requested date interval or use bigger granularity."),
        arguments(
            measures("Orders.count").where("Orders.count", GT, "1").ungrouped(),
            "Measure filters aren't allowed in ungrouped query"));
  }

  /** Of one cube and one view whose authors ask too much. */
  static Stream<Arguments> errorsOfTheModel() {
    return Stream.of(
        arguments(measures("plain.count"), "measures not defined for path 'plain.count'"),
        arguments(measures().by("counts.id"), "dimensions not defined for path 'counts.id'"),
        arguments(
            measures("counts.users"), "Approximate distinct count is not supported by this DB"),
        arguments(
            measures().by("guarded.id"), "Access policy condition must return boolean, got number"),
        arguments(
            measures().by("defaults.id"),
            "'values' in default value filter for view 'defaults' must evaluate to an array, got:"
                + " number"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("errorsOfTheModel")
  void saysWhatIsWrongWithTheModel(QueryBuilder query, String message) {
    DataModel model =
        Shop.compile(
            """
            cubes:
              - name: plain
                sql_table: plain
                dimensions: [{ name: id, type: number, sql: id }]
              - name: counts
                sql_table: counts
                measures: [{ name: users, type: count_distinct_approx, sql: user_id }]
              - name: guarded
                sql_table: guarded
                dimensions: [{ name: id, type: number, sql: id }]
                access_policy: [{ group: "*", conditions: [{ if: "{ 1 }" }] }]
            views:
              - name: defaults
                cubes: [{ join_path: plain, includes: "*" }]
                default_filters: [{ member: id, operator: equals, values: "{ 1 }" }]
            """);
    QueryPlanner planner =
        QueryPlanner.create(model, Dialects.byName("sqlite").orElseThrow(), InstantSource.system());

    assertThatThrownBy(() -> planner.plan(query.build(), Shop.EVERYBODY))
        .isInstanceOf(QueryException.class)
        .hasMessage(message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("errors")
  void saysWhatIsWrong(QueryBuilder query, String message) {
    Shop shop = Shop.everywhere().findFirst().orElseThrow();

    assertThatThrownBy(() -> shop.planner().plan(query.build(), Shop.EVERYBODY))
        .isInstanceOf(QueryException.class)
        .hasMessage(message);
  }
}
