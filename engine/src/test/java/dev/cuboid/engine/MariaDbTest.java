package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cuboid.databases.MariaDbServer;
import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.Jdbc;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.JdbcServer;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.SqlQuery.ColumnType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MariaDbTest {

  private static MariaDbServer mariaDb;
  private static QueryEngine engine;

  @BeforeAll
  static void start() {
    mariaDb = MariaDbServer.shared();
    engine = engine(config());
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CAST(1 AS INT)                                      | 1
          true                                                | 1
          count(*)                                            | 1
          18446744073709551615                                | 18446744073709551615
          sum(3)                                              | "3"
          CAST(5.10 AS DECIMAL(12,2))                         | "5.10"
          CAST(0.1 AS DOUBLE)                                 | 0.1
          'Müller 🎲'                                          | "Müller 🎲"
          null                                                | null
          CAST('2024-01-02 03:04:05' AS DATETIME)             | "2024-01-02 03:04:05"
          CAST('2024-01-02' AS DATE)                          | "2024-01-02"
          JSON_OBJECT('a', 1)                                 | "{\\"a\\": 1}"
          @@session.time_zone                                 | "+00:00"
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
          CAST('2024-01-02 03:04:05.5' AS DATETIME(3)) | "2024-01-02T03:04:05.500"
          CAST('2024-01-02' AS DATE)                   | "2024-01-02T00:00:00.000"
          FROM_UNIXTIME(1704164645)                    | "2024-01-02T03:04:05.000"
          DATE_FORMAT('2024-01-02', '%Y-%m-%d 00:00:00') | "2024-01-02T00:00:00.000"
          """)
  void printsATimeMemberAsATime(String sql, String json) {
    assertThat(value(ColumnType.TIME, sql)).isEqualTo(json);
  }

  @Test
  void bindsParameters() {
    String rows =
        engine
            .load(Queries.request(Queries.sql("SELECT 'found' WHERE 7 = ? AND 'a' = ?", "7", "a")))
            .data()
            .toJson();
    assertThat(rows).isEqualTo("[{\"A.value\":\"found\"}]");
  }

  @Test
  void showsTheMessageOfTheDatabase() {
    assertThatThrownBy(() -> engine.load(Queries.request(Queries.sql("SELECT 1 FROM nowhere"))))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("Table 'mysql.nowhere' doesn't exist");
  }

  @Test
  void cancelsAQueryInTheDatabase() {
    try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<QueryResult> answer =
          client.submit(() -> engine.load(Queries.request(Queries.sql("SELECT SLEEP(1000)"))));
      await().until(() -> sleeping() == 1);
      assertThat(engine.cancel("request", "tenant")).isTrue();
      assertThatThrownBy(answer::get).cause().hasMessage("Query was cancelled");
      await().until(() -> sleeping() == 0);
    }
  }

  @Test
  void saysWhichDriverIsMissing(@TempDir Path drivers) {
    Jdbc known = config();
    Jdbc unknown =
        new Jdbc(
            "oracle",
            "jdbc:oracle:thin:scott/tiger@host",
            known.user(),
            known.password(),
            known.tls(),
            Map.of(),
            List.of(),
            Optional.of(drivers),
            known.limits());
    try (QueryEngine other = engine(unknown)) {
      assertThatThrownBy(() -> other.load(Queries.request(Queries.sql("SELECT 1"))))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("No JDBC driver for 'jdbc:oracle' was found. Put its jar into " + drivers);
    }
  }

  private static long sleeping() {
    LoadRequest request =
        Queries.request(
            Queries.sql(
                "SELECT count(*) FROM information_schema.processlist"
                    + " WHERE info = 'SELECT SLEEP(1000)'"),
            CacheMode.NO_CACHE,
            List.of(),
            "tenant",
            "observer");
    return Long.parseLong(engine.load(request).data().toJson().replaceAll("\\D", ""));
  }

  private static Jdbc config() {
    return new JdbcServer(
            "mariadb",
            Optional.of("127.0.0.1"),
            Optional.of(mariaDb.port()),
            Optional.of("mysql"),
            "root",
            new Secret(""),
            new Tls.Disabled(),
            Map.of())
        .config(mariaDb.drivers(), Limits.DEFAULT);
  }

  private static QueryEngine engine(DataSourceConfig config) {
    return QueryEngine.create(
        EngineOptions.defaults(), Map.of("default", config), Clock.systemUTC());
  }

  private static String value(ColumnType type, String expression) {
    String rows =
        engine.load(Queries.request(Queries.sql(type, "SELECT " + expression))).data().toJson();
    assertThat(rows).startsWith("[{\"A.value\":").endsWith("}]");
    return rows.substring("[{\"A.value\":".length(), rows.length() - "}]".length());
  }
}
