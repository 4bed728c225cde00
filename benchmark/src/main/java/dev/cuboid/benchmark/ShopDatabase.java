package dev.cuboid.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL of the benchmark's own, with the rows of 20 companies. */
final class ShopDatabase implements AutoCloseable {

  static final int ORDERS = 400_000;

  private static final String[] ROWS = {
    "CREATE TABLE users AS SELECT i AS id, 1 + i % 20 AS company_id, 'city ' || i % 50 AS city"
        + " FROM generate_series(1, 20000) i",
    "CREATE TABLE products AS SELECT i AS id, 'category ' || i % 12 AS category"
        + " FROM generate_series(1, 1000) i",
    "CREATE TABLE orders AS SELECT i AS id, 7 AS company_id, 1 + i % 20000 AS user_id,"
        + " (ARRAY['completed','shipped','processing'])[1 + i % 3] AS status,"
        + " (i % 10000) / 100.0 AS amount,"
        + " TIMESTAMP '2024-01-01' + i * INTERVAL '2 minutes' AS created_at"
        + " FROM generate_series(1, "
        + ORDERS
        + ") i",
    "CREATE TABLE line_items AS SELECT i AS id, 1 + i % "
        + ORDERS
        + " AS order_id, 1 + i % 1000 AS product_id, 1 + i % 5 AS quantity, i % 90 AS price"
        + " FROM generate_series(1, 800000) i",
    "ALTER TABLE users ADD PRIMARY KEY (id)",
    "ALTER TABLE products ADD PRIMARY KEY (id)",
    "ALTER TABLE orders ADD PRIMARY KEY (id)",
    "ALTER TABLE line_items ADD PRIMARY KEY (id)",
    "CREATE INDEX ON line_items (order_id)",
    "ANALYZE"
  };

  private final EmbeddedPostgres postgres;

  private ShopDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static ShopDatabase start() throws IOException, SQLException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_connections", "200")
            .start();
    ShopDatabase database = new ShopDatabase(postgres);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : ROWS) {
        statement.execute(sql);
      }
    }
    return database;
  }

  Connection connect() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  /** For JDBC; texts that are bound are read as what the SQL around them needs. */
  String url() {
    return "jdbc:postgresql://localhost:%d/postgres?user=postgres&password=postgres&stringtype=unspecified"
        .formatted(postgres.getPort());
  }

  /** Time that the database's processes, those that live, have had on a processor. */
  Duration processorTime() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet own = statement.executeQuery("SELECT pg_backend_pid()")) {
      own.next();
      return ProcessHandle.of(own.getLong(1)).flatMap(ProcessHandle::parent).stream()
          .flatMap(ProcessHandle::children)
          .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
          .reduce(Duration.ZERO, Duration::plus);
    }
  }

  /** What a server is told to read these tables. */
  Map<String, String> settings() {
    return Map.of(
        "CUBEJS_DB_TYPE", "postgres",
        "CUBEJS_DB_HOST", "localhost",
        "CUBEJS_DB_PORT", Integer.toString(postgres.getPort()),
        "CUBEJS_DB_NAME", "postgres",
        "CUBEJS_DB_USER", "postgres",
        "CUBEJS_DB_PASS", "postgres");
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
