package dev.cuboid.query.plan;

import static dev.cuboid.query.FilterOperator.EQUALS;
import static dev.cuboid.query.FilterOperator.GT;
import static dev.cuboid.query.plan.QueryBuilder.condition;
import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.query.Filter;
import dev.cuboid.query.QueryException;
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
            measures("Orders.count").where("Orders.count", GT, "1").ungrouped(),
            "Measure filters aren't allowed in ungrouped query"));
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
