package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.query.SqlQuery.ColumnType;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbValuesTest {

  private static QueryEngine engine;

  @BeforeAll
  static void start() {
    engine =
        QueryEngine.create(
            EngineOptions.defaults(),
            Map.of("default", DataSourceConfig.DuckDb.inMemory()),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1::TINYINT                                  | "1"
          200::UTINYINT                               | "200"
          (-2147483648)::INTEGER                      | "-2147483648"
          9223372036854775807::BIGINT                 | "9223372036854775807"
          18446744073709551615::UBIGINT               | "18446744073709551615"
          sum(3::INTEGER)                             | "3"
          count(*)                                    | "1"
          1000.00::DECIMAL(12,2)                      | "1000"
          5.10::DECIMAL(12,2)                         | "5.1"
          0.00::DECIMAL(12,2)                         | "0"
          1000::DECIMAL(12,0)                         | "1000"
          12345678901234567890.123::DECIMAL(38,3)     | "12345678901234567890.123"
          502.75849173810553::DOUBLE                  | "502.75849173810553"
          1000::DOUBLE                                | "1000"
          '-0'::DOUBLE                                | "0"
          1e21::DOUBLE                                | "1e+21"
          123456789012345680000::DOUBLE               | "123456789012345680000"
          0.000001::DOUBLE                            | "0.000001"
          0.00000012::DOUBLE                          | "1.2e-7"
          'NaN'::DOUBLE                               | "NaN"
          '-inf'::DOUBLE                              | "-Infinity"
          0.1::FLOAT                                  | "0.10000000149011612"
          true                                        | true
          null::BOOLEAN                               | null
          null::INTEGER                               | null
          null::DOUBLE                                | null
          null::TIMESTAMP                             | null
          null                                        | null
          'a"b'                                       | "a\\"b"
          'Müller 漢字 🎲'                             | "Müller 漢字 🎲"
          DATE '2024-01-02'                           | "2024-01-02T00:00:00.000Z"
          TIMESTAMP '2024-01-02 03:04:05.678901'      | "2024-01-02T03:04:05.678Z"
          TIMESTAMP '1969-12-31 23:59:59'             | "1969-12-31T23:59:59.000Z"
          TIMESTAMPTZ '2024-01-02 03:04:05+05:30'     | "2024-01-01T21:34:05.000Z"
          TIMESTAMP_S '2024-01-02 03:04:05'           | "2024-01-02T03:04:05.000Z"
          TIMESTAMP_MS '2024-01-02 03:04:05.5'        | "2024-01-02T03:04:05.500Z"
          TIMESTAMP_NS '2024-01-02 03:04:05.5'        | "2024-01-02T03:04:05.500Z"
          TIME '10:11:12.5'                           | "10:11:12.5"
          TIMETZ '10:11:12+02'                        | "10:11:12+02"
          INTERVAL '1 year 3 days 4 seconds'          | {"months":12,"days":3,"micros":4000000}
          INTERVAL '-90 minutes'                      | {"months":0,"days":0,"micros":-5400000000}
          '\\xAA'::BLOB                               | {"type":"Buffer","data":[170]}
          'b'::ENUM('a','b')                          | "b"
          '{"a":1}'::JSON                             | "{\\"a\\":1}"
          'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID | "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
          [1, NULL]                                   | [1,null]
          [1::BIGINT]                                 | ["1"]
          ['a', 'b"']                                 | ["a","b\\""]
          [1.5::DOUBLE, 2]                            | [1.5,2]
          [DATE '2024-01-02']                         | ["2024-01-02T00:00:00.000Z"]
          {'a': 1, 'b': ['x']}                        | {"a":1,"b":["x"]}
          MAP {'k': 1}                                | [{"key":"k","value":1}]
          """)
  void printsAValueAsCubeDoes(String sql, String json) {
    assertThat(value(ColumnType.STRING, sql)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DATE '2024-01-02'                        | "2024-01-02T00:00:00.000"
          TIMESTAMP '2024-01-02 03:04:05.678901'   | "2024-01-02T03:04:05.678"
          TIMESTAMPTZ '2024-01-02 03:04:05+02'     | "2024-01-02T01:04:05.000"
          '2024-01-02 03:04:05'                    | "2024-01-02T03:04:05.000"
          'never'                                  | "never"
          """)
  void printsATimeMemberWithoutAZone(String sql, String json) {
    assertThat(value(ColumnType.TIME, sql)).isEqualTo(json);
  }

  @Test
  void bindsParametersOfEveryType() {
    String rows =
        engine
            .load(
                Queries.request(
                    Queries.sql(
                        "SELECT 'found' WHERE 7 = ? AND 7.5 > ? AND true = ? AND 'a' = ? AND 8 = ?",
                        "7",
                        7,
                        true,
                        "a",
                        8.0)))
            .data()
            .toJson();
    assertThat(rows).isEqualTo("[{\"A.value\":\"found\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "ATTACH '/nowhere/other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "COPY (SELECT 1) TO '/nowhere/out.csv'",
        "SET memory_limit = '1TB'",
        "SET enable_external_access = true"
      })
  void refusesWhatLeavesTheDatabase(String sql) {
    assertThatThrownBy(() -> engine.load(Queries.request(Queries.sql(sql))))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void showsTheMessageOfTheDatabase() {
    assertThatThrownBy(
            () -> engine.load(Queries.request(Queries.sql("SELECT * FROM no_such_table"))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith("Catalog Error: Table with name no_such_table does not exist!\n")
        .hasMessageContaining("LINE 1: SELECT * FROM no_such_table");
  }

  private static String value(ColumnType type, String expression) {
    String rows =
        engine.load(Queries.request(Queries.sql(type, "SELECT " + expression))).data().toJson();
    assertThat(rows).startsWith("[{\"A.value\":").endsWith("}]");
    return rows.substring("[{\"A.value\":".length(), rows.length() - "}]".length());
  }
}
