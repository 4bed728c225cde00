package dev.cuboid.query.plan;

import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.model.DataModel;
import dev.cuboid.query.FilterOperator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Dimensions whose values are in the model, and measures that choose by them. */
@ParameterizedClass(name = "{0}")
@MethodSource("everywhere")
record SwitchDimensionsTest(Shop shop) {

  private static final String DATA =
      """
      CREATE TABLE prices AS SELECT * FROM (VALUES
        (1, 'tea', 100, 90, 80),
        (2, 'tea', 10, 9, 8),
        (3, 'soap', 1000, 900, 800)
      ) AS rows_of_prices (id, product, usd, eur, gbp);
      """;

  private static final DataModel MODEL =
      Shop.compile(
          """
          cubes:
            - name: prices
              sql_table: prices
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
                - { name: product, sql: product, type: string }
                - { name: currency, type: switch, values: [USD, EUR, GBP] }
                - { name: money, sql: "{currency}", type: string }
                - { name: label, sql: "CONCAT({product}, '-', {currency})", type: string }
                - name: continent
                  type: string
                  case:
                    switch: "{CUBE.currency}"
                    when: [{ value: USD, sql: "'America'" }]
                    else: { sql: "'Europe'" }
              measures:
                - { name: count, type: count }
                - { name: usd, sql: usd, type: sum }
                - { name: eur, sql: eur, type: sum }
                - { name: gbp, sql: gbp, type: sum }
                - { name: distinct_products, sql: product, type: count_distinct }
                - { name: per_row, sql: "SUM({CUBE}.usd) / COUNT(*)", type: number }
                - name: amount
                  type: number
                  multi_stage: true
                  case:
                    switch: "{CUBE.currency}"
                    when:
                      - { value: USD, sql: "{CUBE.usd}" }
                      - { value: EUR, sql: "{CUBE.eur}" }
                    else: { sql: "{CUBE.gbp}" }
                - name: all_money
                  type: sum
                  multi_stage: true
                  case:
                    switch: "{CUBE.currency}"
                    when:
                      - { value: USD, sql: "{CUBE.usd}" }
                      - { value: EUR, sql: "{CUBE.eur}" }
                    else: { sql: "{CUBE.gbp}" }
                - { name: percent, sql: "FLOOR({amount} * 100 / {usd})", type: number }
          """);

  private static final List<Shop> ALL =
      TestDatabase.ALL.stream().map(database -> Shop.of(database.with(DATA), MODEL)).toList();

  static Stream<Shop> everywhere() {
    return ALL.stream();
  }

  @Test
  void eachRowHasEachValue() {
    QueryBuilder query =
        measures("prices.usd", "prices.amount", "prices.percent")
            .by("prices.product", "prices.currency")
            .orderBy("prices.product", "prices.currency");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("soap", "EUR", "1000", "900", "90"),
                List.of("soap", "GBP", "1000", "800", "80"),
                List.of("soap", "USD", "1000", "1000", "100"),
                List.of("tea", "EUR", "110", "99", "90"),
                List.of("tea", "GBP", "110", "88", "80"),
                List.of("tea", "USD", "110", "110", "100")));
  }

  @Test
  void aFilterChoosesAmongTheValuesBeforeTheDatabaseIsAsked() {
    QueryBuilder query =
        measures("prices.usd", "prices.amount")
            .by("prices.currency")
            .where("prices.money", FilterOperator.EQUALS, "EUR");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("EUR", "1110", "999")));
    assertThat(shop.planner().plan(query.build(), Shop.EVERYBODY).sql())
        .doesNotContain("CASE", "CROSS JOIN", "gbp");
  }

  @Test
  void aFilterOnOneValueIsEnoughForAMeasureThatChooses() {
    QueryBuilder query =
        measures("prices.amount")
            .by("prices.product")
            .where("prices.currency", FilterOperator.STARTS_WITH, "g")
            .orderBy("prices.product");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("soap", "800"), List.of("tea", "88")));
  }

  @Test
  void aMeasureThatAggregatesAddsUpWhatItChooses() {
    QueryBuilder query =
        measures("prices.all_money").where("prices.currency", FilterOperator.NOT_EQUALS, "GBP");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("2109")));
  }

  @Test
  void aMeasureThatDoesNotAggregateNeedsTheValue() {
    assertThatThrownBy(() -> shop.rows(measures("prices.amount").by("prices.product")))
        .hasMessage(
            "Multi-stage measure 'prices.amount' needs 'prices.currency': group the query by it,"
                + " or filter it to one value");
  }

  @Test
  void rowsCountOnceWhereSeveralValuesAreOneGroup() {
    QueryBuilder query =
        measures("prices.count", "prices.usd", "prices.distinct_products", "prices.per_row")
            .by("prices.continent")
            .orderBy("prices.continent");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("America", "3", "1110", "2", "370"),
                List.of("Europe", "3", "1110", "2", "370")));
  }

  @Test
  void rowsCountOnceWhereOnlyAFilterSpeaksOfValues() {
    QueryBuilder query =
        measures("prices.count", "prices.usd")
            .where("prices.label", FilterOperator.STARTS_WITH, "tea-");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("2", "110")));
  }

  @Test
  void noValueLeftIsNoRow() {
    QueryBuilder query =
        measures("prices.usd")
            .by("prices.currency")
            .where("prices.currency", FilterOperator.EQUALS, "CHF");

    assertThat(shop.rows(query)).isEmpty();
  }
}
