package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.query.SqlQuery.ColumnType;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresValuesTest {

  private static PostgresFixture postgres;
  private static QueryEngine engine;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    postgres.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')");
    engine =
        QueryEngine.create(
            EngineOptions.defaults(), Map.of("default", postgres.config()), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    engine.close();
    postgres.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1::int2                                              | 1
          (-2147483648)::int4                                  | -2147483648
          9223372036854775807::int8                            | "9223372036854775807"
          count(*)                                             | "1"
          1000.00::numeric(12,2)                               | "1000.00"
          (1::numeric / 3)                                     | "0.33333333333333333333"
          'NaN'::numeric                                       | "NaN"
          sum(3::int8)                                         | "3"
          0.1::float8                                          | 0.1
          0.1::float4                                          | 0.1
          1e300::float8                                        | 1e+300
          'NaN'::float8                                        | null
          '-Infinity'::float8                                  | null
          true                                                 | true
          false                                                | false
          null::bool                                           | null
          null::int4                                           | null
          null::text                                           | null
          'a"b\\c'                                             | "a\\"b\\\\c"
          E'tab\\tline\\nbell\\x07'                            | "tab\\tline\\nbell\\u0007"
          'Müller 漢字 🎲'                                      | "Müller 漢字 🎲"
          'ab'::char(4)                                        | "ab  "
          '2024-01-02'::date                                   | "2024-01-02T00:00:00.000"
          'infinity'::date                                     | "infinity"
          '2024-01-02 03:04:05'::timestamp                     | "2024-01-02T03:04:05.000"
          '2024-01-02 03:04:05.5'::timestamp                   | "2024-01-02T03:04:05.500"
          '2024-01-02 03:04:05.678901'::timestamp              | "2024-01-02T03:04:05.678"
          '0001-01-01 00:00:00'::timestamp                     | "0001-01-01T00:00:00.000"
          '2024-01-02 03:04:05+05:30'::timestamptz             | "2024-01-01T21:34:05.000"
          '2024-03-31 01:30:00.25 Europe/Berlin'::timestamptz  | "2024-03-31T00:30:00.250"
          '12:34:56.7'::time                                   | "12:34:56.7"
          '12:34:56+02'::timetz                                | "12:34:56+02"
          '1 year 2 mons -3 days 04:05:06.789'::interval       | {"years":1,"months":2,"days":-3,"hours":4,"minutes":5,"seconds":6,"milliseconds":789}
          '-00:00:01.5'::interval                              | {"seconds":-1,"milliseconds":-500}
          '0'::interval                                        | {}
          '{"a": [1, "x"]}'::json                              | {"a": [1, "x"]}
          '{"b":2,"a":null}'::jsonb                            | {"a": null, "b": 2}
          '"text"'::jsonb                                      | "text"
          '\\x00ff41'::bytea                                   | {"type":"Buffer","data":[0,255,65]}
          'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid         | "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
          'ok'::mood                                           | "ok"
          '10.1.2.3/8'::inet                                   | "10.1.2.3/8"
          '101'::bit(3)                                        | "101"
          1234.5::money                                        | "$1,234.50"
          point(1.5,-2)                                        | {"x":1.5,"y":-2}
          ARRAY[1,NULL,3]                                      | [1,null,3]
          ARRAY[1::int8]                                       | ["1"]
          ARRAY[1.50::numeric]                                 | [1.50]
          ARRAY['a','b c','"q"','NULL',NULL]                   | ["a","b c","\\"q\\"","NULL",null]
          ARRAY[[1,2],[3,4]]                                   | [[1,2],[3,4]]
          ARRAY[]::text[]                                      | []
          '[0:1]={a,b}'::text[]                                | ["a","b"]
          ARRAY[true,false]                                    | [true,false]
          ARRAY['{"a": "b, c"}'::jsonb]                        | [{"a": "b, c"}]
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
          '2024-01-02 03:04:05'::timestamp      | "2024-01-02T03:04:05.000"
          '2024-01-02'::date                    | "2024-01-02T00:00:00.000"
          '2024-01-02 03:04:05'::text           | "2024-01-02T03:04:05.000"
          '2024-01-02 03:04:05.123456'::text    | "2024-01-02T03:04:05.123"
          '2024-01-02T03:04:05'::text           | "2024-01-02T03:04:05.000"
          '2024-01-02T03:04:05.6Z'::text        | "2024-01-02T03:04:05.600"
          '2024-01-02T03:04:05+02:00'::text     | "2024-01-02T03:04:05.000"
          '2024-01-02 03:04:05.123 UTC'::text   | "2024-01-02T03:04:05.123"
          '2024-01-02'::text                    | "2024-01-02"
          'never'::text                         | "never"
          5                                     | 5
          """)
  void printsATextOfATimeMemberAsATime(String sql, String json) {
    assertThat(value(ColumnType.TIME, sql)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 7 WHERE 7::int4 = ?                              | 7
          SELECT 7 WHERE 7.5::numeric > ?                         | 7
          SELECT 7 WHERE '7'::text = ?                            | 7
          SELECT $1::int4                                         | 7
          SELECT CASE WHEN 7::int8 IN (?) THEN 7 END              | 7
          """)
  void bindsATextAsWhatTheSqlNeeds(String sql, String expected) {
    String rows = engine.load(Queries.request(Queries.sql(sql, "7"))).data().toJson();
    assertThat(rows).isEqualTo("[{\"A.value\":" + expected + "}]");
  }

  private static String value(ColumnType type, String expression) {
    QueryResult result =
        engine.load(
            Queries.request(Queries.sql(type, "SELECT " + expression + " FROM (VALUES (1)) t")));
    String rows = result.data().toJson();
    assertThat(rows).startsWith("[{\"A.value\":").endsWith("}]");
    return rows.substring("[{\"A.value\":".length(), rows.length() - "}]".length());
  }
}
