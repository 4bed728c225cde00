package dev.cuboid.server;

import dev.cuboid.engine.source.DataSourceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A project as a user would have it: a model, and a DuckDB file with the rows of two companies. */
final class TestProject {

  static final String MODEL =
      """
      cubes:
        - name: orders
          sql: "SELECT * FROM orders WHERE {SECURITY_CONTEXT.company_id.filter('company_id')}"
          joins:
            - name: users
              relationship: many_to_one
              sql: "{CUBE}.user_id = {users.id}"
          measures:
            - name: count
              type: count
            - name: total
              type: sum
              sql: amount
            - name: largest
              type: max
              sql: amount
            - name: buyers
              type: count_distinct
              sql: user_id
          dimensions:
            - name: id
              type: number
              sql: id
              primary_key: true
            - name: status
              type: string
              sql: status
            - name: label
              type: string
              sql: label
            - name: created_at
              type: time
              sql: created_at
          segments:
            - name: done
              sql: "{CUBE}.status = 'done'"
        - name: users
          sql: "SELECT * FROM users WHERE {SECURITY_CONTEXT.company_id.filter('company_id')}"
          measures:
            - name: count
              type: count
          dimensions:
            - name: id
              type: number
              sql: id
              primary_key: true
            - name: name
              type: string
              sql: name
            - name: city
              type: string
              sql: city
      """;

  /** Statements that make the rows, in DuckDB and in PostgreSQL. */
  static final String[] ROWS = {
    "CREATE TABLE users AS SELECT i AS id, 1 + i % 2 AS company_id,"
        + " 'c' || (1 + i % 2) || '-user-' || i AS name, 'city-' || (i % 3) AS city"
        + " FROM generate_series(1, 20) AS numbers(i)",
    "CREATE TABLE orders AS SELECT i AS id, 1 + i % 2 AS company_id,"
        + " 1 + (i + 19) % 20 AS user_id,"
        + " CASE i % 3 WHEN 0 THEN 'done' WHEN 1 THEN 'open' ELSE 'void' END AS status,"
        + " 'c' || (1 + i % 2) || '-label-' || (i % 7) AS label,"
        + " i * 10 AS amount,"
        + " TIMESTAMP '2026-01-01 00:00:00' + i * INTERVAL '7 hours' AS created_at"
        + " FROM generate_series(1, 200) AS numbers(i)"
  };

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  private TestProject(Path folder) {
    this.folder = folder;
    environment.put("PORT", "0");
    environment.put("CUBOID_HOST", "127.0.0.1");
  }

  /** A project without files, whose database is in memory. */
  static TestProject empty(Path folder) {
    return new TestProject(folder).with("CUBEJS_DB_TYPE", "duckdb");
  }

  /** A project with the model in {@code model/}, and a DuckDB file. */
  static TestProject shop(Path folder) {
    return empty(folder).file("model/shop.yml", MODEL).database();
  }

  TestProject with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  TestProject file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the jars of a folder into the project's folder of JDBC drivers. */
  TestProject drivers(Path jars) {
    try (Stream<Path> files = Files.list(jars)) {
      Path drivers = Files.createDirectories(folder.resolve("drivers"));
      for (Path jar : files.toList()) {
        Files.copy(jar, drivers.resolve(jar.getFileName()));
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the DuckDB file. */
  TestProject database(String... furtherStatements) {
    return rows(
        Stream.concat(Stream.of(ROWS), Stream.of(furtherStatements)).toArray(String[]::new));
  }

  /** Makes the DuckDB file, with other rows. */
  TestProject rows(String... statements) {
    Path file = folder.resolve("rows.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return with("CUBEJS_DB_DUCKDB_DATABASE_PATH", "rows.duckdb");
  }

  /** Says how a PostgreSQL is reached. */
  TestProject postgres(DataSourceConfig.Postgres config) {
    return with("CUBEJS_DB_TYPE", "postgres")
        .with("CUBEJS_DB_HOST", "localhost")
        .with("CUBEJS_DB_PORT", Integer.toString(config.port()))
        .with("CUBEJS_DB_NAME", config.database())
        .with("CUBEJS_DB_USER", config.user())
        .with("CUBEJS_DB_PASS", config.password().value());
  }

  TestServer start() throws IOException {
    return start(Clock.systemUTC());
  }

  TestServer start(Clock clock) throws IOException {
    return new TestServer(
        CuboidServer.start(new ServerOptions(folder, environment, Optional.empty(), clock)));
  }
}
