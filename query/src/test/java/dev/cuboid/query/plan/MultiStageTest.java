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

/** Measures that are computed from the results of other measures. */
@ParameterizedClass(name = "{0}")
@MethodSource("everywhere")
record MultiStageTest(Shop shop) {

  private static final String DATA =
      """
      CREATE TABLE sales AS SELECT * FROM (VALUES
        (1, 'a', 'DE', 'Berlin', TIMESTAMP '2023-01-10 00:00:00', 10),
        (2, 'a', 'DE', 'Bonn', TIMESTAMP '2023-01-11 00:00:00', 20),
        (3, 'a', 'CH', 'Bern', TIMESTAMP '2023-02-01 00:00:00', 30),
        (4, 'a', 'DE', 'Berlin', TIMESTAMP '2024-01-10 00:00:00', 40),
        (5, 'b', 'CH', 'Bern', TIMESTAMP '2024-01-15 00:00:00', 50),
        (6, 'b', 'CH', 'Basel', TIMESTAMP '2024-02-02 00:00:00', 60)
      ) AS rows_of_sales (id, tenant, country, city, sold_at, amount);
      """;

  private static final DataModel MODEL =
      Shop.compile(
          """
          cubes:
            - name: sales
              sql: >
                SELECT * FROM sales WHERE {SECURITY_CONTEXT.tenant.filter('tenant')}
                AND {FILTER_PARAMS.sales.sold_at.filter('sold_at')}
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
                - { name: country, sql: country, type: string }
                - { name: city, sql: city, type: string }
                - { name: sold_at, sql: sold_at, type: time }
              measures:
                - { name: total, sql: amount, type: sum }
                - { name: of_country, sql: "{total}", type: sum, multi_stage: true, group_by: [country] }
                - { name: of_all_cities, sql: "{total}", type: sum, multi_stage: true, reduce_by: [city] }
                - { name: largest_in_country, sql: "{total}", type: max, multi_stage: true, grain: { keep_only: [country] } }
                - { name: share, sql: "100 * {total} / {of_country}", type: number, multi_stage: true }
                - { name: country_again, sql: "{total}", type: number, multi_stage: true, group_by: [country] }
                - name: place
                  type: rank
                  multi_stage: true
                  order_by: [{ sql: "{total}", dir: desc }]
                  reduce_by: [city]
                - { name: per_city, sql: "{total}", type: avg, multi_stage: true, add_group_by: [city] }
                - { name: cities, type: count, sql: "{total}", multi_stage: true, add_group_by: [city] }
                - name: spread
                  sql: "MAX({total}) - MIN({total})"
                  type: number_agg
                  multi_stage: true
                  add_group_by: [city]
                - { name: best_average, sql: "{per_city}", type: max, multi_stage: true, add_group_by: [country] }
                - name: year_before
                  sql: "{total}"
                  type: number
                  multi_stage: true
                  time_shift: [{ time_dimension: sold_at, interval: 1 year, type: prior }]
                - name: year_after
                  sql: "{total}"
                  type: number
                  multi_stage: true
                  time_shift: [{ interval: 1 year, type: next }]
                - { name: growth, sql: "{total} - {year_before}", type: number, multi_stage: true }
                - { name: of_rows, sql: "{CUBE}.amount", type: sum, multi_stage: true }
            - name: guarded
              extends: sales
              access_policy:
                - group: "*"
                  row_level:
                    filters:
                      - { member: tenant, operator: equals, values: ["{ securityContext.tenant }"] }
              sql: SELECT * FROM sales
              dimensions:
                - { name: tenant, sql: tenant, type: string }
          views:
            - name: report
              cubes: [{ join_path: sales, includes: [country, city, total, share] }]
          """);

  private static final List<Shop> ALL =
      TestDatabase.ALL.stream().map(database -> Shop.of(database.with(DATA), MODEL)).toList();

  static Stream<Shop> everywhere() {
    return ALL.stream();
  }

  @Test
  void aTotalOfSeveralGroupsStandsBesideEachOfThem() {
    QueryBuilder query =
        measures("sales.total", "sales.of_country", "sales.of_all_cities", "sales.share")
            .by("sales.country", "sales.city")
            .orderBy("sales.country", "sales.city");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("CH", "Basel", "60", "140", "140", "42.85714286"),
                List.of("CH", "Bern", "80", "140", "140", "57.14285714"),
                List.of("DE", "Berlin", "50", "70", "70", "71.42857143"),
                List.of("DE", "Bonn", "20", "70", "70", "28.57142857")));
  }

  @Test
  void theGrainAndCalculatedTypesDoTheSame() {
    QueryBuilder query =
        measures("sales.largest_in_country", "sales.country_again")
            .by("sales.country", "sales.city")
            .orderBy("sales.country", "sales.city");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("CH", "Basel", "80", "140"),
                List.of("CH", "Bern", "80", "140"),
                List.of("DE", "Berlin", "50", "70"),
                List.of("DE", "Bonn", "50", "70")));
  }

  @Test
  void ranksAreGivenAmongThoseThatDifferInTheReducedDimension() {
    QueryBuilder query =
        measures("sales.place")
            .by("sales.country", "sales.city")
            .orderBy("sales.country", "sales.place");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("CH", "Bern", "1"),
                List.of("CH", "Basel", "2"),
                List.of("DE", "Berlin", "1"),
                List.of("DE", "Bonn", "2")));
  }

  @Test
  void groupsAreSmallerInsideWhereDimensionsAreAdded() {
    QueryBuilder query =
        measures("sales.total", "sales.per_city", "sales.cities", "sales.spread")
            .by("sales.country")
            .orderBy("sales.country");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(List.of("CH", "140", "70", "2", "20"), List.of("DE", "70", "35", "2", "30")));
  }

  @Test
  void stagesCanBeNested() {
    assertThat(shop.rows(measures("sales.best_average"))).isEqualTo(List.of(List.of("70")));
  }

  @Test
  void theYearBeforeStandsBesideTheYear() {
    QueryBuilder query =
        measures("sales.total", "sales.year_before", "sales.growth")
            .per("month", "sales.sold_at", "2024-01-01T00:00:00.000", "2024-12-31T23:59:59.999")
            .orderBy("sales.sold_at");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("2024-01-01T00:00:00.000", "90", "30", "60"),
                List.of("2024-02-01T00:00:00.000", "60", "30", "30")));
  }

  @Test
  void theTimeOfARangeIsShiftedWithoutGroupsToo() {
    QueryBuilder query =
        measures("sales.total", "sales.year_after")
            .within("sales.sold_at", "2023-01-01T00:00:00.000", "2023-01-31T23:59:59.999");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("30", "90")));
  }

  @Test
  void filtersHoldInEveryStage() {
    QueryBuilder query =
        measures("sales.total", "sales.of_country", "sales.place")
            .by("sales.country", "sales.city")
            .where("sales.city", FilterOperator.NOT_EQUALS, "Berlin")
            .orderBy("sales.country", "sales.city");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("CH", "Basel", "60", "140", "2"),
                List.of("CH", "Bern", "80", "140", "1"),
                List.of("DE", "Bonn", "20", "20", "1")));
  }

  @Test
  void conditionsOnAStageChooseGroups() {
    QueryBuilder query =
        measures("sales.total")
            .by("sales.city")
            .where("sales.place", FilterOperator.EQUALS, "1")
            .orderBy("sales.city");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("Bern", "80")));
  }

  @Test
  void aTenantsTotalsAreOfItsOwnRows() {
    QueryBuilder query =
        measures("sales.total", "sales.of_country", "sales.year_before", "sales.per_city")
            .by("sales.country")
            .per("year", "sales.sold_at", "2024-01-01T00:00:00.000", "2024-12-31T23:59:59.999")
            .orderBy("sales.country");

    assertThat(shop.rows(query.build(), Shop.tenant("b")))
        .isEqualTo(List.of(List.of("CH", "2024-01-01T00:00:00.000", "110", "110", "null", "55")));
  }

  @Test
  void rowsThatAPolicyHidesAreInNoStage() {
    QueryBuilder query =
        measures("guarded.total", "guarded.of_country", "guarded.per_city", "guarded.year_before")
            .by("guarded.country")
            .orderBy("guarded.country")
            .within("guarded.sold_at", "2024-01-01T00:00:00.000", "2024-12-31T23:59:59.999");

    assertThat(shop.rows(query.build(), Shop.tenant("a")))
        .isEqualTo(
            List.of(
                List.of("CH", "null", "null", "null", "30"),
                List.of("DE", "40", "40", "40", "30")));
    assertThat(shop.rows(query.build(), Shop.tenant("b")))
        .isEqualTo(List.of(List.of("CH", "110", "110", "55", "null")));
  }

  @Test
  void aViewShowsStagesAsTheirCubeDoes() {
    QueryBuilder query =
        measures("report.share")
            .by("report.country", "report.city")
            .where("report.country", FilterOperator.EQUALS, "CH")
            .orderBy("report.city");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(List.of("CH", "Basel", "42.85714286"), List.of("CH", "Bern", "57.14285714")));
  }

  @Test
  void aStageOverRowsIsAnError() {
    assertThatThrownBy(() -> shop.rows(measures("sales.of_rows")))
        .hasMessage("Multi-stage measure 'sales.of_rows' must be computed from measures alone");
  }
}
