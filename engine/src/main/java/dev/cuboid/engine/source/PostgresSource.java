package dev.cuboid.engine.source;

import dev.cuboid.engine.DataSourceConfig;
import dev.cuboid.engine.DatabaseException;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ResultColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL and what speaks its protocol. */
final class PostgresSource implements Source {

  /** Rows that are fetched at once, so that a large result is in memory in one form only. */
  private static final int FETCH_SIZE = 5000;

  private final ConnectionPool pool;
  private final ConnectionFactory factory;

  private PostgresSource(ConnectionPool pool, ConnectionFactory factory) {
    this.pool = pool;
    this.factory = factory;
  }

  /**
   * Does not connect yet.
   *
   * @param name of the data source, for the log
   */
  static PostgresSource create(String name, DataSourceConfig.Postgres config) {
    PGSimpleDataSource driver = PostgresDriver.configured(config);
    ConnectionFactory factory = new ConnectionFactory(() -> open(driver, config));
    return new PostgresSource(
        new ConnectionPool("cuboid-" + name, factory, config.limits()), factory);
  }

  @Override
  public <T> T read(SqlQuery query, RunningStatement running, ResultReader<T> reader) {
    PostgresPlaceholders jdbc = PostgresPlaceholders.of(query.sql(), query.parameters());
    try (Connection connection = pool.connection();
        PreparedStatement statement = connection.prepareStatement(jdbc.sql())) {
      if (!running.begin(statement)) {
        throw new DatabaseException(running.cancelReason().orElseThrow());
      }
      try {
        bind(statement, jdbc.parameters());
        statement.setFetchSize(FETCH_SIZE);
        try (ResultSet rows = statement.executeQuery()) {
          List<SqlQuery.ColumnType> types =
              query.columns().stream().map(ResultColumn::type).toList();
          return reader.read(rows, PostgresEncoders.of(rows.getMetaData(), types));
        }
      } finally {
        running.end();
      }
    } catch (SQLException e) {
      throw new DatabaseException(running.cancelReason().orElseGet(() -> message(e)), e);
    }
  }

  @Override
  public void testConnection() {
    // A connection of its own: the pool's may all be busy, which is not a failure.
    try (Connection connection = factory.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      rows.next();
    } catch (SQLException e) {
      String message = message(e);
      String advice =
          message.contains("no pg_hba.conf entry for host")
              ? "Please use CUBEJS_DB_SSL=true to connect: "
              : "";
      throw new DatabaseException(advice + message, e);
    }
  }

  @Override
  public ConnectionCount connections() {
    return pool.count();
  }

  @Override
  public void close() {
    pool.close();
  }

  private static Connection open(PGSimpleDataSource driver, DataSourceConfig.Postgres config)
      throws SQLException {
    Connection connection = driver.getConnection();
    try (Statement statement = connection.createStatement()) {
      // As statements, not as start-up options: these do not pass through every connection pooler.
      statement.execute("SET TIME ZONE 'UTC'");
      statement.execute("SET statement_timeout TO " + config.limits().queryTimeout().toMillis());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Every value is sent as an untyped literal, which the server reads as what the SQL around it
   * needs. A model's SQL may compare an integer column with a text from a token's claims.
   */
  private static void bind(PreparedStatement statement, List<@Nullable Object> parameters)
      throws SQLException {
    for (int index = 0; index < parameters.size(); index++) {
      Object value = parameters.get(index);
      if (value == null) {
        statement.setNull(index + 1, Types.NULL);
      } else {
        statement.setString(index + 1, value.toString());
      }
    }
  }

  /** Cube shows the primary message only: no detail, which may name values, and no SQL state. */
  private static String message(SQLException exception) {
    if (exception instanceof PSQLException postgres) {
      ServerErrorMessage server = postgres.getServerErrorMessage();
      if (server != null && server.getMessage() != null) {
        return server.getMessage();
      }
    }
    String message = exception.getMessage();
    return message == null ? exception.toString() : message;
  }
}
