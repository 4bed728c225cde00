package dev.cuboid.query.plan;

import static org.awaitility.Awaitility.await;

import dev.cuboid.query.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * ClickHouse as a library, behind a few lines of HTTP: it has 546 MB, too many to be fetched by
 * every build.
 */
final class ClickHouseServer implements TestServer {

  private static final Path FOLDER = Path.of("src", "test", "clickhouse").toAbsolutePath();

  private Process process;
  private Connection connection;

  @Override
  public Optional<String> missing() {
    return Files.exists(FOLDER.resolve("node_modules").resolve("chdb"))
        ? Optional.empty()
        : Optional.of("ClickHouse is not installed (npm ci in " + FOLDER + ")");
  }

  @Override
  public TestDatabase start() throws IOException, SQLException {
    Path directory = Files.createTempDirectory("cuboid-clickhouse");
    int port = TestDatabase.freePort();
    process =
        new ProcessBuilder("node", "server.mjs", Integer.toString(port), directory.toString())
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.log").toFile())
            .start();
    String url =
        "jdbc:clickhouse://127.0.0.1:"
            + port
            + "/default?compress=false&clickhouse_setting_join_use_nulls=1";
    await().ignoreExceptions().untilAsserted(() -> connection = DriverManager.getConnection(url));
    TestDatabase database =
        new TestDatabase("ClickHouse", Dialects.byName("clickhouse").orElseThrow(), connection);
    await().ignoreExceptions().untilAsserted(() -> database.with("SELECT 1"));
    return database.with(tables());
  }

  private static String tables() {
    return Shop.DATA
        .replace("TEXT", "Nullable(String)")
        .replace("INT,", "Nullable(Int32),")
        .replace("INT)", "Nullable(Int32))")
        .replace("DECIMAL(10, 2)", "Nullable(Decimal(10, 2))")
        .replace("TIMESTAMPTZ", "DateTime64(6, 'UTC')")
        .replace("\\", "\\\\")
        .replaceAll("(CREATE TABLE .*\\));", "$1 ENGINE = Memory;")
        .replaceAll("'(\\d{4}-\\d\\d-\\d\\d)T([\\d:.]+)Z'", "toDateTime64('$1 $2', 6, 'UTC')");
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
    if (process != null) {
      process.destroy();
    }
  }
}
