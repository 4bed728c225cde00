package dev.cuboid.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.query.dialect.Dialects;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of pre-aggregations' tables, and what databases cannot keep. */
class PreAggregationTablesTest {

  private static final DataModel MODEL =
      Shop.compile(
          """
          cubes:
            - name: OrdersPre
              sql_table: orders
              joins:
                - { name: short, relationship: many_to_one, sql: "{CUBE.id} = {short.id}" }
              measures:
                - { name: count, type: count }
                - { name: users, type: count_distinct_approx, sql: user_id }
              dimensions:
                - { name: id, type: number, sql: id, primary_key: true }
              pre_aggregations:
                - { name: byDay, measures: [count], indexes: [{ name: by_id, columns: [id] }] }
                - { name: byUser, sql_alias: uses, measures: [users], dimensions: [id] }
                - { name: main, type: original_sql }
                - { name: all, type: rollup_lambda, rollups: [CUBE.byDay] }
            - name: short
              sql_alias: LongerName
              sql_table: short
              dimensions:
                - { name: id, type: number, sql: id, primary_key: true }
              pre_aggregations:
                - { name: byId, dimensions: [id] }
          """);

  /** The first is as the real Cube names it. */
  @ParameterizedTest
  @CsvSource({
    "OrdersPre, byDay, prod_pre_aggregations.orders_pre_by_day",
    "OrdersPre, byUser, prod_pre_aggregations.orders_pre_uses",
    "short, byId, prod_pre_aggregations.longer_name_by_id",
  })
  void aTableIsNamedByItsCubeAndItself(String cubeName, String name, String table) {
    Cube cube = MODEL.cube(cubeName).orElseThrow();

    assertThat(
            new PreAggregationTables("prod_pre_aggregations")
                .name(cube, cube.preAggregations().get(name)))
        .isEqualTo(table);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "bigquery |",
        "postgres |",
        "snowflake |",
        "trino |",
        "prestodb |",
        "athena |",
        "duckdb | OrdersPre.byUser: Distributed approximate distinct count is not supported by this DB",
        "redshift | OrdersPre.byUser: Distributed approximate distinct count is not supported by this DB",
        "mssql | OrdersPre.byUser: Distributed approximate distinct count is not supported by this DB",
      })
  void approximateCountsAreKeptWhereTheyCanBeMerged(String database, String obstacle) {
    assertThat(obstacles("x", database))
        .isEqualTo(obstacle == null ? List.of() : List.of(obstacle));
  }

  @ParameterizedTest
  @CsvSource({"mysql, MySQL, 64", "oracle, Oracle, 128"})
  void namesAreNoLongerThanTheDatabaseAllows(String database, String name, int length) {
    String fits = "s".repeat(length - ".longer_name_by_id".length());

    assertThat(obstacles(fits, database))
        .contains(
            "OrdersPre.byUser: Distributed approximate distinct count is not supported by this DB")
        .noneMatch(obstacle -> obstacle.contains("table names"));
    assertThat(obstacles(fits + "s", database))
        .contains(
            ("short.byId: %s can not work with table names that longer than 64 symbols. Consider"
                    + " using the 'sqlAlias' attribute in your cube and in your pre-aggregation"
                    + " definition for %ss.longer_name_by_id.")
                .formatted(name, fits));
  }

  @ParameterizedTest
  @CsvSource("clickhouse")
  void indexesAreThereWhereTheDatabaseNeedsThem(String database) {
    assertThat(obstacles("x", database))
        .containsExactly(
            "OrdersPre.byUser: ClickHouse doesn't support pre-aggregations without indexes",
            "OrdersPre.byUser: Distributed approximate distinct count is not supported by this DB",
            "OrdersPre.main: ClickHouse doesn't support pre-aggregations without indexes",
            "short.byId: ClickHouse doesn't support pre-aggregations without indexes");
  }

  private static List<String> obstacles(String schema, String database) {
    return new PreAggregationTables(schema)
        .obstacles(MODEL, source -> Optional.of(Dialects.byName(database).orElseThrow())).stream()
            .map(obstacle -> obstacle.preAggregation().fullName() + ": " + obstacle.message())
            .toList();
  }
}
