package dev.cuboid.conformance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** The data on which the recordings were made: in a real PostgreSQL, and copied into DuckDB. */
final class OracleData implements AutoCloseable {

  private static final List<String> TABLES =
      List.of(
          "companies",
          "users",
          "products",
          "orders",
          "line_items",
          "s_orders",
          "s_items",
          "s_payments");

  private final Closeable postgres;
  private final int postgresPort;
  private final Path duckDb;

  private OracleData(Closeable postgres, int postgresPort, Path duckDb) {
    this.postgres = postgres;
    this.postgresPort = postgresPort;
    this.duckDb = duckDb;
  }

  /**
   * Makes the data and keeps it until Ctrl-C, for a developer who replays again and again with
   * {@code -Dcuboid.oracle.port=PORT -Dcuboid.oracle.duckdb=FILE}.
   */
  public static void main(String[] arguments) throws Exception {
    try (OracleData data = create(Files.createTempDirectory("oracle"))) {
      System.out.println(data.postgresPort() + " " + data.duckDb());
      Thread.currentThread().join();
    }
  }

  /** Starts PostgreSQL, generates the data and copies it; takes about a minute. */
  static OracleData create(Path folder) throws IOException, SQLException {
    String port = System.getProperty("cuboid.oracle.port");
    String file = System.getProperty("cuboid.oracle.duckdb");
    if (port != null && file != null) {
      return new OracleData(() -> {}, Integer.parseInt(port), Path.of(file));
    }
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("max_wal_size", "4GB")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_parallel_workers_per_gather", "2")
            .start();
    try {
      generate(postgres);
      Path duckDb = folder.resolve("ecom.duckdb");
      copyToDuckDb(postgres, folder, duckDb);
      return new OracleData(postgres, postgres.getPort(), duckDb);
    } catch (IOException | SQLException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  int postgresPort() {
    return postgresPort;
  }

  Path duckDb() {
    return duckDb;
  }

  private static void generate(EmbeddedPostgres postgres) throws SQLException {
    String script =
        resource("/oracle/data/generate.sql")
            .lines()
            .filter(line -> !line.startsWith("\\"))
            .collect(Collectors.joining("\n"));
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(script);
    }
  }

  private static void copyToDuckDb(EmbeddedPostgres postgres, Path folder, Path duckDb)
      throws SQLException, IOException {
    try (Connection source = postgres.getPostgresDatabase().getConnection();
        Statement read = source.createStatement();
        Connection target = DriverManager.getConnection("jdbc:duckdb:" + duckDb);
        Statement write = target.createStatement()) {
      write.execute("SET TimeZone = 'UTC'");
      write.execute("CREATE SCHEMA IF NOT EXISTS public");
      read.execute("SET TimeZone = 'UTC'");
      for (String table : TABLES) {
        Path file = folder.resolve(table + ".csv");
        read.execute("COPY " + table + " TO '" + file + "' WITH (FORMAT csv, HEADER)");
        write.execute("CREATE TABLE public." + table + " (" + columns(read, table) + ")");
        write.execute(
            "INSERT INTO public."
                + table
                + " SELECT * FROM read_csv('"
                + file
                + "', header = true,"
                + " all_varchar = true, allow_quoted_nulls = false, nullstr = '')");
        Files.delete(file);
      }
    }
  }

  private static String columns(Statement read, String table) throws SQLException {
    try (var columns =
        read.executeQuery(
            "SELECT string_agg(a.attname || ' ' || CASE WHEN a.atttypid = 'numeric'::regtype THEN"
                + " 'double' ELSE format_type(a.atttypid, a.atttypmod) END,"
                + " ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = '"
                + table
                + "'::regclass AND a.attnum > 0")) {
      columns.next();
      return columns.getString(1);
    }
  }

  static String resource(String name) {
    try (InputStream stream = OracleData.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
