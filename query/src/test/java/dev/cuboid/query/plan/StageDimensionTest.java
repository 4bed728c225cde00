package dev.cuboid.query.plan;

import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.model.DataModel;
import dev.cuboid.query.FilterOperator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Dimensions that are computed from measures of groups. */
@ParameterizedClass(name = "{0}")
@MethodSource("everywhere")
record StageDimensionTest(Shop shop) {

  private static final String DATA =
      """
      CREATE TABLE buyers AS SELECT * FROM (VALUES (1, 'a'), (2, 'a'), (3, 'a'), (4, 'b'))
        AS rows_of_buyers (id, tenant);
      CREATE TABLE bills AS SELECT * FROM (VALUES
        (1, 1, TIMESTAMP '2023-03-01 00:00:00', 100),
        (2, 1, TIMESTAMP '2024-03-01 00:00:00', 150),
        (3, 1, TIMESTAMP '2024-04-01 00:00:00', 10),
        (4, 2, TIMESTAMP '2023-05-01 00:00:00', 300),
        (5, 2, TIMESTAMP '2024-05-01 00:00:00', 200),
        (6, 3, TIMESTAMP '2024-06-01 00:00:00', 70),
        (7, 4, TIMESTAMP '2024-06-01 00:00:00', 9000)
      ) AS rows_of_bills (id, buyer_id, paid_at, amount);
      """;

  private static final DataModel MODEL =
      Shop.compile(
          """
          cubes:
            - name: bills
              sql_table: bills
              joins:
                - { name: buyers, sql: "{CUBE}.buyer_id = {buyers.id}", relationship: many_to_one }
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
                - { name: buyer, sql: buyer_id, type: number }
                - { name: paid_at, sql: paid_at, type: time }
                - name: trend
                  sql: "CONCAT('buys ', {change})"
                  multi_stage: true
                  type: string
                  add_group_by: [bills.buyer]
                - name: size
                  sql: "CASE WHEN {amount} > 250 THEN 'large' ELSE 'small' END"
                  multi_stage: true
                  type: string
                  add_group_by: [buyer]
              measures:
                - { name: count, type: count }
                - { name: amount, sql: amount, type: sum }
                - { name: buyers_seen, sql: buyer_id, type: count_distinct }
                - name: year_ago
                  sql: "{amount}"
                  multi_stage: true
                  type: number
                  time_shift: [{ time_dimension: bills.paid_at, interval: 1 year, type: prior }]
                - name: change
                  sql: >
                    CASE WHEN {year_ago} IS NULL THEN 'first'
                    WHEN {amount} > {year_ago} THEN 'more' ELSE 'less' END
                  type: string
            - name: buyers
              sql_table: buyers
              access_policy:
                - group: "*"
                  row_level:
                    filters:
                      - { member: tenant, operator: equals, values: ["{ securityContext.tenant }"] }
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
                - { name: tenant, sql: tenant, type: string }
          """);

  private static final List<Shop> ALL =
      TestDatabase.ALL.stream().map(database -> Shop.of(database.with(DATA), MODEL)).toList();

  static Stream<Shop> everywhere() {
    return ALL.stream();
  }

  @Test
  void rowsAreGroupedByWhatIsSaidOfTheirGroup() {
    QueryBuilder query =
        measures("bills.count", "bills.amount", "bills.buyers_seen")
            .by("bills.trend")
            .per("year", "bills.paid_at", "2024-01-01T00:00:00.000", "2024-12-31T23:59:59.999")
            .where("bills.amount", FilterOperator.LT, "9000")
            .where("bills.buyer", FilterOperator.NOT_EQUALS, "4")
            .orderBy("bills.trend");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("buys first", "2024-01-01T00:00:00.000", "1", "70", "1"),
                List.of("buys less", "2024-01-01T00:00:00.000", "1", "200", "1"),
                List.of("buys more", "2024-01-01T00:00:00.000", "2", "160", "1")));
  }

  @Test
  void aDateRangeLimitsWhatGroupsAreJudgedBy() {
    QueryBuilder query =
        measures("bills.amount")
            .by("bills.size")
            .within("bills.paid_at", "2023-01-01T00:00:00.000", "2023-12-31T23:59:59.999")
            .orderBy("bills.size");

    assertThat(shop.rows(query))
        .isEqualTo(List.of(List.of("large", "300"), List.of("small", "100")));
  }

  @Test
  void aFilterOnItChoosesRows() {
    QueryBuilder query =
        measures("bills.count").where("bills.size", FilterOperator.EQUALS, "large");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("6")));
  }

  @Test
  void aPolicyHoldsInsideToo() {
    QueryBuilder query =
        measures("bills.amount").by("bills.size", "buyers.tenant").orderBy("bills.size");

    assertThat(shop.rows(query.build(), Shop.tenant("a")))
        .isEqualTo(List.of(List.of("large", "a", "760"), List.of("small", "a", "70")));
  }
}
