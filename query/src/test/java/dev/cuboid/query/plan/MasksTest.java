package dev.cuboid.query.plan;

import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.query.FilterOperator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shown in the place of values that not everybody may see. */
@ParameterizedClass(name = "{0}")
@MethodSource("everywhere")
record MasksTest(Shop shop) {

  private static final String DATA =
      """
      CREATE TABLE staff AS SELECT * FROM (VALUES
        (1, 'north', 'Ann', 100, true, TIMESTAMP '2020-01-01 00:00:00'),
        (2, 'north', 'Bob', 200, false, TIMESTAMP '2021-01-01 00:00:00'),
        (3, 'south', 'Cid', 400, true, TIMESTAMP '2022-01-01 00:00:00')
      ) AS rows_of_staff (id, region, name, pay, married, born);
      CREATE TABLE visits AS SELECT * FROM (VALUES (1, 'north', 'x'), (2, 'south', 'y'), (3, 'south', 'x'))
        AS rows_of_visits (id, region, tenant);
      CREATE TABLE regions AS SELECT * FROM (VALUES ('north'), ('south')) AS rows_of_regions (name);
      """;

  private static final DataModel MODEL =
      Shop.compile(
          """
          cubes:
            - name: staff
              sql_table: staff
              joins:
                - { name: regions, sql: "{CUBE}.region = {regions.name}", relationship: many_to_one }
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
                - { name: region, sql: region, type: string }
                - { name: name, sql: name, type: string, mask: hidden }
                - { name: nickname, sql: "SUBSTR({CUBE}.name, 1, 1)", type: string }
                - { name: married, sql: married, type: boolean }
                - { name: born, sql: born, type: time }
                - { name: salary, sql: pay, type: number }
              measures:
                - { name: count, type: count }
                - { name: pay, sql: pay, type: sum, mask: -1 }
                - { name: average, sql: "{pay} / {count}", type: number }
              access_policy:
                - group: public
                  member_level: { includes: [count, id, region, average] }
                  member_masking: { includes: "*" }
                - group: manager
                  row_level:
                    filters:
                      - { member: region, operator: equals, values: ["{ securityContext.region }"] }
            - name: visits
              sql_table: visits
              joins:
                - { name: regions, sql: "{CUBE}.region = {regions.name}", relationship: many_to_one }
              dimensions:
                - { name: id, sql: id, type: number, primary_key: true }
                - { name: tenant, sql: tenant, type: string }
              measures:
                - { name: count, type: count }
              access_policy:
                - group: "*"
                  row_level:
                    filters:
                      - { member: tenant, operator: equals, values: ["{ securityContext.tenant }"] }
            - name: regions
              sql_table: regions
              dimensions:
                - { name: name, sql: name, type: string, primary_key: true, public: true }
          """);

  private static final List<Shop> ALL =
      TestDatabase.ALL.stream().map(database -> Shop.of(database.with(DATA), MODEL)).toList();

  static Stream<Shop> everywhere() {
    return ALL.stream();
  }

  private static PlanContext as(String... groups) {
    return new PlanContext(
        ContextValues.of(Map.of("region", "north", "tenant", "x")),
        MissingContextValue.ALLOW_ALL,
        Set.of(groups));
  }

  @Test
  void withoutAMaskOfItsOwnAMemberIsNull() {
    QueryBuilder query =
        measures("staff.count", "staff.pay")
            .by("staff.name", "staff.nickname", "staff.married", "staff.salary");

    assertThat(shop.rows(query.build(), as("public")))
        .isEqualTo(List.of(List.of("hidden", "null", "null", "null", "3", "-1")));
  }

  @Test
  void defaultsAreOfTheTypeOfTheMember() {
    MaskDefaults defaults =
        new MaskDefaults(
            Optional.of("it's secret"),
            Optional.of("0"),
            Optional.of(false),
            Optional.of("1970-01-01 00:00:00"));
    Shop masking = new Shop(shop.database(), shop.planner().withMasks(defaults));
    QueryBuilder query =
        measures("staff.count")
            .by("staff.name", "staff.nickname", "staff.married", "staff.salary", "staff.born");

    assertThat(masking.rows(query.build(), as("public")))
        .isEqualTo(
            List.of(
                List.of("hidden", "it's secret", "false", "0", "1970-01-01T00:00:00.000", "3")));
  }

  @Test
  void whoMaySeeSomeRowsSeesTheirValues() {
    QueryBuilder query = measures("staff.count").by("staff.id", "staff.name").orderBy("staff.id");

    assertThat(shop.rows(query.build(), as("public", "manager")))
        .isEqualTo(
            List.of(
                List.of("1", "Ann", "1"), List.of("2", "Bob", "1"), List.of("3", "hidden", "1")));
  }

  @Test
  void aFilterTestsWhatIsShown() {
    QueryBuilder query =
        measures("staff.count").where("staff.name", FilterOperator.NOT_EQUALS, "Cid");

    assertThat(shop.rows(query.build(), as("public", "manager"))).isEqualTo(List.of(List.of("3")));
  }

  @Test
  void groupsShowAMeasureWhereTheyTellWhoseItIs() {
    QueryBuilder grouped =
        measures("staff.pay", "staff.average").by("staff.region").orderBy("staff.region");

    assertThat(shop.rows(grouped.build(), as("public", "manager")))
        .isEqualTo(List.of(List.of("north", "300", "150"), List.of("south", "-1", "-1")));
    assertThat(shop.rows(measures("staff.pay").build(), as("public", "manager")))
        .isEqualTo(List.of(List.of("-1")));
  }

  @Test
  void aQueryForTheRowsThatOneMaySeeIsNotMasked() {
    QueryBuilder query =
        measures("staff.pay").where("staff.region", FilterOperator.EQUALS, "north");

    assertThat(shop.rows(query.build(), as("public", "manager")))
        .isEqualTo(List.of(List.of("300")));
  }

  @Test
  void anotherFactIsNotLimitedByTheRowsOfThisOne() {
    QueryBuilder query =
        measures("staff.count", "visits.count").by("regions.name").orderBy("regions.name");

    assertThat(shop.rows(query.build(), as("manager")))
        .isEqualTo(List.of(List.of("north", "2", "1"), List.of("south", "null", "1")));
  }
}
