package dev.cuboid.query.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuboid.query.QueryException;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.Dialects;
import dev.cuboid.query.sql.SqlColumn;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Aggregate;
import dev.cuboid.query.sql.SqlExpression.AggregateFunction;
import dev.cuboid.query.sql.SqlExpression.Concatenation;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.ParameterType;
import dev.cuboid.query.sql.SqlExpression.StringLiteral;
import dev.cuboid.query.sql.SqlExpression.Text;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What warehouses say in words of their own, and no other test would notice. */
class WarehouseTextTest {

  private static final SqlExpression COLUMN = new Text("t.x");

  static Stream<Arguments> expressions() {
    SqlExpression approximate = new Aggregate(AggregateFunction.COUNT_DISTINCT_APPROX, COLUMN);
    SqlExpression week =
        new Truncate("week", new InTimezone(COLUMN, ZoneId.of("America/New_York")));
    SqlExpression instant = new Parameter("2024-03-31T00:00:00.000Z", ParameterType.INSTANT);
    SqlExpression decimal = new Parameter("7.25", ParameterType.NUMBER);
    SqlExpression truth = new Parameter("True", ParameterType.BOOLEAN);
    SqlExpression quoted = new StringLiteral("it's \\ ü");
    SqlExpression place =
        new Concatenation(List.of(new Text("lat"), new StringLiteral(","), new Text("lon")));
    return Stream.of(
        arguments("snowflake", approximate, "APPROX_COUNT_DISTINCT(t.x)"),
        arguments("bigquery", approximate, "APPROX_COUNT_DISTINCT(t.x)"),
        arguments("redshift", approximate, "APPROXIMATE count(DISTINCT t.x)"),
        arguments("databricks-jdbc", approximate, "approx_count_distinct(t.x)"),
        arguments("mssql", approximate, "APPROX_COUNT_DISTINCT(t.x)"),
        arguments("oracle", approximate, "APPROX_COUNT_DISTINCT(t.x)"),
        arguments(
            "snowflake",
            week,
            "date_trunc('week', CONVERT_TIMEZONE('America/New_York',"
                + " t.x::TIMESTAMP_TZ)::TIMESTAMP_NTZ)"),
        arguments(
            "bigquery",
            week,
            "DATETIME_TRUNC(DATETIME(TIMESTAMP(t.x), 'America/New_York'), WEEK(MONDAY))"),
        arguments(
            "redshift",
            week,
            "date_trunc('week', (t.x::timestamptz AT TIME ZONE 'America/New_York'))"),
        arguments(
            "databricks-jdbc",
            week,
            "date_trunc('week', from_utc_timestamp(t.x, 'America/New_York'))"),
        arguments(
            "mssql",
            week,
            "DATEADD(day, DATEDIFF(day, CAST('0001-01-01' AS DATETIME2), CAST(CAST(t.x AS"
                + " DATETIMEOFFSET) AT TIME ZONE 'Eastern Standard Time' AS DATETIME2)) / 7 * 7,"
                + " CAST('0001-01-01' AS DATETIME2))"),
        arguments(
            "oracle",
            week,
            "CAST(TRUNC(CAST(CAST(t.x AS TIMESTAMP WITH TIME ZONE) AT TIME ZONE"
                + " 'America/New_York' AS TIMESTAMP), 'IW') AS TIMESTAMP)"),
        arguments("snowflake", instant, "CAST(? AS TIMESTAMP_TZ)"),
        arguments("bigquery", instant, "TIMESTAMP(?)"),
        arguments("redshift", instant, "$1::timestamptz"),
        arguments("databricks-jdbc", instant, "CAST(? AS TIMESTAMP)"),
        arguments("mssql", instant, "CAST(? AS DATETIME2)"),
        arguments("oracle", instant, "TO_TIMESTAMP(?, 'YYYY-MM-DD\"T\"HH24:MI:SS.FF')"),
        arguments("snowflake", decimal, "CAST(? AS NUMBER(38, 2))"),
        arguments("bigquery", decimal, "CAST(? AS BIGNUMERIC)"),
        arguments("redshift", decimal, "$1"),
        arguments("databricks-jdbc", decimal, "CAST(? AS DECIMAL(38, 2))"),
        arguments("mssql", decimal, "CAST(? AS DECIMAL(38, 2))"),
        arguments("oracle", decimal, "CAST(? AS NUMBER(38, 2))"),
        arguments("snowflake", truth, "CAST(? AS BOOLEAN)"),
        arguments("bigquery", truth, "CAST(? AS BOOL)"),
        arguments("databricks-jdbc", truth, "CAST(? AS BOOLEAN)"),
        arguments("mssql", truth, "?"),
        arguments("oracle", truth, "?"),
        arguments("snowflake", quoted, "'it''s \\\\ ü'"),
        arguments("bigquery", quoted, "'it\\'s \\\\ ü'"),
        arguments("redshift", quoted, "'it''s \\ ü'"),
        arguments("databricks-jdbc", quoted, "'it\\'s \\\\ ü'"),
        arguments("mssql", quoted, "N'it''s \\ ü'"),
        arguments("oracle", quoted, "'it''s \\ ü'"),
        arguments("snowflake", place, "CAST(lat AS VARCHAR) || ',' || CAST(lon AS VARCHAR)"),
        arguments("bigquery", place, "CAST(lat AS STRING) || ',' || CAST(lon AS STRING)"),
        arguments("redshift", place, "lat || ',' || lon"),
        arguments("databricks-jdbc", place, "concat(lat, ',', lon)"),
        arguments(
            "mssql", place, "CAST(lat AS NVARCHAR(4000)) + ',' + CAST(lon AS NVARCHAR(4000))"),
        arguments(
            "oracle",
            place,
            "CASE WHEN lat IS NOT NULL AND lon IS NOT NULL THEN lat || ',' || lon END"));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void expressionsAreSaidInItsWords(String type, SqlExpression expression, String sql) {
    assertThat(dialect(type).print(expression).text()).isEqualTo(sql);
  }

  static Stream<Arguments> slices() {
    return Stream.of(
        arguments("snowflake", "", "\nLIMIT 5", "\nLIMIT NULL\nOFFSET 3"),
        arguments("bigquery", "", "\nLIMIT 5", "\nLIMIT 9223372036854775807\nOFFSET 3"),
        arguments("redshift", "", "\nLIMIT 5", "\nOFFSET 3"),
        arguments("databricks-jdbc", "", "\nLIMIT 5", "\nOFFSET 3"),
        arguments("mssql", " TOP 5", "", "\nORDER BY 1\nOFFSET 3 ROWS"),
        arguments("oracle", "", "\nFETCH NEXT 5 ROWS ONLY", "\nOFFSET 3 ROWS"));
  }

  @ParameterizedTest
  @MethodSource("slices")
  void limitsAndOffsetsStandWhereItWantsThem(String type, String top, String limit, String offset) {
    assertThat(text(type, OptionalInt.of(5), OptionalInt.empty()))
        .startsWith("SELECT" + top + "\n")
        .endsWith("t" + quote(type) + limit);
    assertThat(text(type, OptionalInt.empty(), OptionalInt.of(3)))
        .startsWith("SELECT\n")
        .endsWith("t" + quote(type) + offset);
  }

  private static String quote(String type) {
    return type.equals("bigquery") || type.equals("databricks-jdbc") ? "`" : "\"";
  }

  private static String text(String type, OptionalInt limit, OptionalInt offset) {
    SqlSource table = new SqlSource(new SqlRelation.Table(new Text("t")), "t");
    SqlSelect select =
        SqlSelect.of(List.of(new SqlColumn(COLUMN, "x")), table, List.of(), List.of())
            .sliced(List.of(), limit, offset);
    return dialect(type).print(select).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duckdb",
        "postgres",
        "mysql",
        "trino",
        "clickhouse",
        "snowflake",
        "bigquery",
        "redshift",
        "databricks-jdbc",
        "mssql",
        "oracle"
      })
  void noDatabaseIsAskedForTheTimeZoneZ(String type) {
    assertThat(dialect(type).print(new InTimezone(COLUMN, ZoneOffset.UTC)))
        .isEqualTo(dialect(type).print(new InTimezone(COLUMN, ZoneId.of("UTC"))));
  }

  @Test
  void sqlServerRefusesATimeZoneThatItHasNoNameFor() {
    assertThatThrownBy(
            () -> dialect("mssql").print(new InTimezone(COLUMN, ZoneId.of("Antarctica/Troll"))))
        .isInstanceOf(QueryException.class)
        .hasMessage("SQL Server has no name for the time zone Antarctica/Troll");
  }

  private static Dialect dialect(String type) {
    return Dialects.byName(type).orElseThrow();
  }
}
