package dev.cuboid.query.plan;

import static dev.cuboid.query.FilterOperator.EQUALS;
import static dev.cuboid.query.FilterOperator.GT;
import static dev.cuboid.query.FilterOperator.NOT_SET;
import static dev.cuboid.query.plan.QueryBuilder.condition;
import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.model.ContextValues;
import dev.cuboid.query.Filter;
import dev.cuboid.query.Query;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.SqlQuery;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecurityContextTest {

  private static final Query COUNT = measures("Orders.count").build();

  static Stream<Arguments> values() {
    return Stream.of(
            arguments(1, "5"),
            arguments("2", "1"),
            arguments(List.of(1, 2), "6"),
            arguments(List.of(2), "1"),
            arguments(List.of(), "0"),
            arguments(Map.of("nested", 1), "0"),
            arguments("", "6"),
            arguments(0, "6"),
            arguments(false, "6"))
        .flatMap(
            each -> Shop.everywhere().map(shop -> arguments(shop, each.get()[0], each.get()[1])));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("values")
  void aFilterComparesWithTheValueAsCubeDoes(Shop shop, Object value, String count) {
    assertThat(shop.rows(COUNT, Shop.tenant(value))).isEqualTo(List.of(List.of(count)));
  }

  @ParameterizedTest
  @MethodSource("dev.cuboid.query.plan.Shop#everywhere")
  void aMissingValueDeniesWhereItIsToldTo(Shop shop) {
    PlanContext denying = new PlanContext(ContextValues.empty(), MissingContextValue.DENY);

    assertThat(shop.rows(COUNT, denying)).isEqualTo(List.of(List.of("0")));
  }

  @ParameterizedTest
  @MethodSource("dev.cuboid.query.plan.Shop#everywhere")
  void aRequiredValueThatIsMissingIsAnError(Shop shop) {
    Query query = measures("Strict.count").build();

    assertThat(shop.rows(query, Shop.tenant(2))).isEqualTo(List.of(List.of("1")));
    assertThatThrownBy(() -> shop.rows(query, Shop.EVERYBODY))
        .isInstanceOf(QueryException.class)
        .hasMessage("Filter for tenant is required");
  }

  static Stream<Arguments> filterParameters() {
    Filter done = condition("Recent.status", EQUALS, "done");
    Filter note = condition("Recent.note", EQUALS, "a_b");
    Filter late = condition("Recent.id", GT, "3");
    return Stream.of(
        arguments(List.of(), "(1 = 1) AND (1 = 1)"),
        arguments(List.of(done), "(1 = 1) AND (status = ?)"),
        arguments(List.of(done, note), "(1 = 1) AND (status = ? AND note = ?)"),
        arguments(
            List.of(new Filter.Or(List.of(done, note))), "(1 = 1) AND (status = ? OR note = ?)"),
        arguments(List.of(new Filter.Or(List.of(done, late))), "(1 = 1) AND (1 = 1)"));
  }

  @ParameterizedTest
  @MethodSource("filterParameters")
  void filterGroupsKeepTheStructureOfTheFilters(List<Filter> filters, String condition) {
    QueryBuilder query = measures("Recent.count");
    filters.forEach(query::where);
    Shop shop = Shop.everywhere().findFirst().orElseThrow();

    SqlQuery sql = shop.planner().plan(query.build(), Shop.EVERYBODY);

    assertThat(
            sql.sql().replace("(((", "(").replace(")))", ")").replace("((", "(").replace("))", ")"))
        .contains("WHERE " + condition);
  }

  @Test
  void aCallbackIsNotCalledWithoutValues() {
    Shop.everywhere()
        .forEach(
            shop -> {
              assertThat(shop.rows(measures("Called.count").where("Called.status", EQUALS, "done")))
                  .isEqualTo(
                      shop.rows(measures("Orders.count").where("Orders.status", EQUALS, "done")));
              assertThat(shop.rows(measures("Called.count").where("Called.status", NOT_SET)))
                  .isEqualTo(shop.rows(measures("Orders.count").where("Orders.status", NOT_SET)));
            });
  }

  @Test
  void filterParametersTakeTheDateRange() {
    Shop.everywhere()
        .forEach(
            shop ->
                assertThat(
                        shop.rows(
                            measures("Recent.count")
                                .within(
                                    "Recent.created_at",
                                    "2024-10-01T00:00:00.000",
                                    "2024-10-31T23:59:59.999")))
                    .isEqualTo(List.of(List.of("2"))));
  }
}
