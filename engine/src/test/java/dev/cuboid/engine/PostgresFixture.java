package dev.cuboid.engine;

import dev.cuboid.databases.AskedDatabase;
import dev.cuboid.databases.ServerFolder;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A PostgreSQL server for tests, on a free port, with its data in a temporary directory. It can be
 * stopped and started again on the same port with the same data.
 */
public final class PostgresFixture implements AskedDatabase, AutoCloseable {

  private static final String SUPERUSER = "postgres";

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  private PostgresFixture(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
    this.port = server.getPort();
  }

  /** Starts a server. */
  public static PostgresFixture start() {
    return start(Map.of());
  }

  /**
   * Starts a server.
   *
   * @param settings as in {@code postgresql.conf}
   */
  public static PostgresFixture start(Map<String, String> settings) {
    try {
      Path data = ServerFolder.create("postgres");
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setServerConfig("fsync", "off");
      settings.forEach(builder::setServerConfig);
      return new PostgresFixture(data, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The superuser's way in, with default limits. */
  public DataSourceConfig.Postgres config() {
    return config(SUPERUSER, "", Limits.DEFAULT);
  }

  /** A way in. */
  public DataSourceConfig.Postgres config(String user, String password, Limits limits) {
    return new DataSourceConfig.Postgres(
        "postgres",
        "localhost",
        port,
        "postgres",
        user,
        new Secret(password),
        new Tls.Disabled(),
        limits);
  }

  /** How many queries with this text are running. */
  public long running(String textInQuery) {
    return number(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
            + " AND pid <> pg_backend_pid() AND query LIKE '%"
            + textInQuery
            + "%'");
  }

  /**
   * Takes an advisory lock until the answer is closed. A query that asks for the same lock, {@code
   * SELECT pg_advisory_xact_lock(id)}, stands still so long.
   */
  public HeldLock hold(int lock) {
    try {
      Connection connection = connect();
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT pg_advisory_lock(" + lock + ")");
      }
      return new HeldLock(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on everybody but the superuser has to give a password. */
  public void requirePasswords() {
    admit("host all all all scram-sha-256");
  }

  /** From now on everybody but the superuser has to show a certificate. */
  public void requireCertificates() {
    admit("hostssl all all all cert");
  }

  private void admit(String others) {
    try {
      Files.writeString(
          data.resolve("pg_hba.conf"), "host all postgres all trust\n" + others + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute("SELECT pg_reload_conf()");
  }

  /** Stops the server; its data stay. */
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the server again after {@link #stop()}. */
  public void startAgain() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
    ServerFolder.delete(data);
  }

  /** As the superuser. */
  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/postgres", SUPERUSER, "");
  }

  /**
   * A lock in the database.
   *
   * @param connection whose end releases it
   */
  public record HeldLock(Connection connection) implements AutoCloseable {

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
