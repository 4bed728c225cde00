package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.DuckDb;
import dev.cuboid.engine.source.DataSourceConfig.ExternalAccess;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSourceTest {

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void makeDatabase() throws SQLException {
    file = directory.resolve("shop.duckdb");
    write(
        "CREATE TABLE numbers AS SELECT 5 AS number",
        "CREATE SCHEMA other",
        "CREATE TABLE other.letters AS SELECT 'x' AS letter");
  }

  @Test
  void readsAFile() {
    try (QueryEngine engine = engine(DuckDb.inFile(file))) {
      engine.testConnection("default");
      assertThat(engine.dbType("default")).isEqualTo("duckdb");
      assertThat(load(engine, "SELECT number FROM numbers")).isEqualTo("[{\"A.value\":\"5\"}]");
    }
  }

  @Test
  void readsOneFileAsTwoDataSources() {
    try (QueryEngine one = engine(DuckDb.inFile(file));
        QueryEngine two = engine(DuckDb.inFile(file))) {
      assertThat(load(one, "SELECT number FROM numbers")).isEqualTo("[{\"A.value\":\"5\"}]");
      assertThat(load(two, "SELECT number FROM numbers")).isEqualTo("[{\"A.value\":\"5\"}]");
    }
  }

  @Test
  void letsOthersWriteTheFileAfterItIsClosed() throws SQLException {
    try (QueryEngine engine = engine(DuckDb.inFile(file))) {
      load(engine, "SELECT 1");
    }
    write("UPDATE numbers SET number = 6");
    try (QueryEngine engine = engine(DuckDb.inFile(file))) {
      assertThat(load(engine, "SELECT number FROM numbers")).isEqualTo("[{\"A.value\":\"6\"}]");
    }
  }

  @Test
  void looksUpNamesInTheSchemaThatIsConfigured() {
    DuckDb config =
        new DuckDb(
            Optional.of(file), true, Optional.of("200MB"), 1, Optional.of("other"), Limits.DEFAULT);
    try (QueryEngine engine = engine(config)) {
      assertThat(load(engine, "SELECT letter FROM letters")).isEqualTo("[{\"A.value\":\"x\"}]");
      assertThat(
              load(
                  engine,
                  "SELECT current_setting('threads') || ' ' || current_setting('memory_limit')"
                      + " || ' ' || current_setting('TimeZone')"))
          .isEqualTo("[{\"A.value\":\"1 190.7 MiB UTC\"}]");
      assertThatThrownBy(() -> load(engine, "CREATE TABLE more (i INT)"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("read-only mode");
    }
  }

  @Test
  void readsWhatIsConfiguredOfOtherFilesAndNoMore() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    Path inFolder = Files.writeString(folder.resolve("data.csv"), "number\n5\n");
    Path named = Files.writeString(directory.resolve("named.csv"), "number\n6\n");
    Path other = Files.writeString(directory.resolve("other.csv"), "number\n7\n");
    ExternalAccess access =
        new ExternalAccess(
            List.of(folder.toString(), named.toString()),
            List.of(),
            List.of(),
            Map.of("null_order", new Secret("nulls_first")),
            false);
    try (QueryEngine engine = engine(reaching(access))) {
      assertThat(load(engine, "SELECT number FROM read_csv('" + inFolder + "')"))
          .isEqualTo("[{\"A.value\":\"5\"}]");
      assertThat(load(engine, "SELECT number FROM read_csv('" + named + "')"))
          .isEqualTo("[{\"A.value\":\"6\"}]");
      assertThatThrownBy(() -> load(engine, "SELECT number FROM read_csv('" + other + "')"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("Cannot access file");
      assertThatThrownBy(
              () ->
                  load(
                      engine,
                      "SELECT number FROM read_csv('" + folder.resolve("../other.csv") + "')"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("Cannot access file");
      assertThat(load(engine, "SELECT current_setting('null_order')"))
          .isEqualTo("[{\"A.value\":\"NULLS_FIRST\"}]");
      assertThatThrownBy(() -> load(engine, "SET threads = 8"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("the configuration has been locked");
    }
  }

  private static DuckDb reaching(ExternalAccess access) {
    return new DuckDb(
        Optional.empty(),
        false,
        Optional.empty(),
        1,
        Optional.empty(),
        Optional.of(access),
        Limits.DEFAULT);
  }

  @Test
  void refusesAnExtensionWhoseNameIsSql() {
    assertThatThrownBy(
            () ->
                new ExternalAccess(
                    List.of(), List.of("httpfs; SELECT 1"), List.of(), Map.of(), false))
        .hasMessage("'httpfs; SELECT 1' is not a name of an extension or setting of DuckDB");
  }

  @Test
  void saysThatAFileIsNoDatabaseAndTriesAgain() throws Exception {
    Path broken = Files.writeString(directory.resolve("broken.duckdb"), "no database ".repeat(900));
    try (QueryEngine engine = engine(DuckDb.inFile(broken))) {
      assertThatThrownBy(() -> load(engine, "SELECT 1"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("not a valid DuckDB database file");
      Files.delete(broken);
      assertThat(load(engine, "SELECT 1")).isEqualTo("[{\"A.value\":\"1\"}]");
    }
  }

  @Test
  void cancelsAQueryThatIsNotWantedAnyMore() throws Exception {
    try (QueryEngine engine = engine(DuckDb.inMemory());
        ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> answer =
          client.submit(
              () ->
                  load(
                      engine,
                      "SELECT sum(a.range * b.range) FROM range(10000000) a, range(1000000) b"));
      await().until(() -> running(engine) == 1);
      assertThat(engine.cancel("request", "tenant")).isTrue();
      assertThatThrownBy(answer::get).cause().hasMessage("Query was cancelled");
      await().until(() -> running(engine) == 0);
      assertThat(load(engine, "SELECT 1")).isEqualTo("[{\"A.value\":\"1\"}]");
    }
  }

  @Test
  void goesOnAfterAQueryHasFailed() {
    try (QueryEngine engine = engine(DuckDb.inFile(file))) {
      assertThatThrownBy(() -> load(engine, "SELECT nothing"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("Referenced column \"nothing\" was not found");
      assertThat(load(engine, "SELECT number FROM numbers")).isEqualTo("[{\"A.value\":\"5\"}]");
    }
  }

  private void write(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static QueryEngine engine(DataSourceConfig config) {
    return QueryEngine.create(
        EngineOptions.defaults(), Map.of("default", config), Clock.systemUTC());
  }

  private static int running(QueryEngine engine) {
    return engine.metrics().dataSources().values().iterator().next().running();
  }

  private static String load(QueryEngine engine, String sql) {
    return engine.load(Queries.request(Queries.sql(sql))).data().toJson();
  }
}
