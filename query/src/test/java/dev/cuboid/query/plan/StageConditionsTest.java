package dev.cuboid.query.plan;

import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.model.DataModel;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rows the stages of a query see. */
@ParameterizedClass(name = "{0}")
@MethodSource("everywhere")
record StageConditionsTest(Shop shop) {

  private static final String DATA =
      """
      CREATE TABLE parcels AS SELECT * FROM (VALUES
        (1, 'a', 'DE', 'sent', 10, TIMESTAMP '2024-01-10 00:00:00'),
        (2, 'a', 'DE', 'lost', 20, TIMESTAMP '2024-02-10 00:00:00'),
        (3, 'a', 'CH', 'sent', 30, TIMESTAMP '2024-01-11 00:00:00'),
        (4, 'a', 'AT', 'lost', 40, TIMESTAMP '2024-01-12 00:00:00'),
        (5, 'b', 'DE', 'sent', 500, TIMESTAMP '2024-01-13 00:00:00'),
        (6, 'b', 'CH', 'lost', 600, TIMESTAMP '2024-01-14 00:00:00')
      ) AS rows_of_parcels (id, tenant, country, status, weight, sent_at);
      """;

  private static final DataModel MODEL =
      Shop.compile(
          """
          cubes:
            - name: parcels
              sql_table: parcels
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
                - { name: tenant, sql: tenant, type: string }
                - { name: country, sql: country, type: string }
                - { name: status, sql: status, type: string }
                - { name: sent_at, sql: sent_at, type: time }
              segments:
                - { name: german, sql: "{CUBE}.country = 'DE'" }
              measures:
                - { name: weight, sql: weight, type: sum }
                - name: of_all_states
                  sql: "{weight}"
                  type: number
                  multi_stage: true
                  filter: { exclude: [status] }
                - name: of_state_alone
                  sql: "{weight}"
                  type: number
                  multi_stage: true
                  filter: { keep_only: [status] }
                - name: total_of_all_states
                  sql: "{weight}"
                  type: sum
                  multi_stage: true
                  group_by: []
                  filter: { exclude: [status, german, sent_at] }
                - name: sent_weight
                  sql: "{weight}"
                  type: number
                  multi_stage: true
                  filter:
                    exclude: [status]
                    include: [{ member: status, operator: equals, values: [sent] }]
                - name: sent_or_heavy
                  sql: "{weight}"
                  type: number
                  multi_stage: true
                  filter:
                    include:
                      - or:
                          - { member: status, operator: equals, values: [sent] }
                          - { member: country, operator: equals, values: [AT] }
                - name: of_the_query_again
                  sql: "{weight}"
                  type: number
                  multi_stage: true
                  filter: { mode: fixed }
                - name: outer
                  sql: "{of_the_query_again}"
                  type: number
                  multi_stage: true
                  filter: { exclude: [status] }
                - { name: share, sql: "FLOOR(100 * {weight} / {of_all_states})", type: number, multi_stage: true }
            - name: guarded
              extends: parcels
              access_policy:
                - group: "*"
                  row_level:
                    filters:
                      - { member: tenant, operator: equals, values: ["{ securityContext.tenant }"] }
              measures:
                - name: of_all_tenants
                  sql: "{weight}"
                  type: number
                  multi_stage: true
                  filter: { exclude: [tenant] }
                - name: of_nothing_kept
                  sql: "{weight}"
                  type: number
                  multi_stage: true
                  filter: { mode: fixed, keep_only: [] }
          views:
            - name: report
              cubes: [{ join_path: parcels, includes: [country, status, weight, share] }]
          """);

  private static final List<Shop> ALL =
      TestDatabase.ALL.stream().map(database -> Shop.of(database.with(DATA), MODEL)).toList();

  static Stream<Shop> everywhere() {
    return ALL.stream();
  }

  @Test
  void aStageDoesNotSeeAFilterThatItExcludes() {
    QueryBuilder query =
        measures("parcels.weight", "parcels.of_all_states", "parcels.share")
            .by("parcels.country")
            .where("parcels.status", FilterOperator.EQUALS, "sent")
            .where("parcels.tenant", FilterOperator.EQUALS, "a")
            .orderBy("parcels.country");

    assertThat(shop.rows(query))
        .isEqualTo(List.of(List.of("CH", "30", "30", "100"), List.of("DE", "10", "30", "33")));
  }

  @Test
  void aStageSeesOnlyTheFiltersThatItKeeps() {
    QueryBuilder query =
        measures("parcels.weight", "parcels.of_state_alone")
            .by("parcels.country")
            .where("parcels.status", FilterOperator.EQUALS, "sent")
            .where("parcels.tenant", FilterOperator.EQUALS, "a")
            .orderBy("parcels.country");

    assertThat(shop.rows(query))
        .isEqualTo(List.of(List.of("CH", "30", "30"), List.of("DE", "10", "510")));
  }

  @Test
  void segmentsAndDateRangesAreFiltersToo() {
    QueryBuilder query =
        measures("parcels.weight", "parcels.total_of_all_states")
            .by("parcels.country")
            .segment("parcels.german")
            .within("parcels.sent_at", "2024-01-01T00:00:00.000", "2024-01-31T23:59:59.999")
            .orderBy("parcels.country");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("DE", "510", "1200")));
  }

  @Test
  void conditionsOfItsOwnAreAddedToThoseOfTheQuery() {
    QueryBuilder query =
        measures("parcels.weight", "parcels.sent_weight", "parcels.sent_or_heavy")
            .by("parcels.country")
            .where("parcels.tenant", FilterOperator.EQUALS, "a")
            .orderBy("parcels.country");

    assertThat(shop.rows(query))
        .isEqualTo(
            List.of(
                List.of("AT", "40", "null", "40"),
                List.of("CH", "30", "30", "30"),
                List.of("DE", "30", "10", "10")));
  }

  @Test
  void aFixedStageStartsFromTheFiltersOfTheQueryItself() {
    QueryBuilder query =
        measures("parcels.of_the_query_again", "parcels.outer")
            .where("parcels.status", FilterOperator.EQUALS, "lost");

    assertThat(shop.rows(query)).isEqualTo(List.of(List.of("660", "660")));
  }

  @Test
  void aViewsMemberIsThatOfItsCube() {
    QueryBuilder query =
        measures("report.share")
            .by("report.country")
            .where("report.status", FilterOperator.EQUALS, "lost")
            .orderBy("report.country");

    assertThat(shop.rows(query))
        .isEqualTo(List.of(List.of("AT", "100"), List.of("CH", "95"), List.of("DE", "3")));
  }

  @Test
  void noStageLeavesOutWhatAPolicyImposes() {
    QueryBuilder query =
        measures("guarded.weight", "guarded.of_all_tenants", "guarded.of_nothing_kept")
            .by("guarded.country")
            .where("guarded.tenant", FilterOperator.EQUALS, "b")
            .orderBy("guarded.country");

    assertThat(shop.rows(query.build(), Shop.tenant("b")))
        .isEqualTo(List.of(List.of("CH", "600", "600", "600"), List.of("DE", "500", "500", "500")));
  }

  @Test
  void noStageLeavesOutWhatARewritingImposes() {
    Query asked =
        measures("parcels.weight", "parcels.of_all_states", "parcels.of_state_alone")
            .where("parcels.status", FilterOperator.EQUALS, "sent")
            .build();
    Query rewritten =
        measures("parcels.weight", "parcels.of_all_states", "parcels.of_state_alone")
            .where("parcels.status", FilterOperator.EQUALS, "sent")
            .where("parcels.status", FilterOperator.EQUALS, "sent")
            .where("parcels.tenant", FilterOperator.EQUALS, "a")
            .build()
            .imposedOver(asked);

    assertThat(shop.rows(rewritten, Shop.tenant("a")))
        .isEqualTo(List.of(List.of("40", "40", "40")));
  }
}
