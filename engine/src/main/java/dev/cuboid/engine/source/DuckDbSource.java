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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A DuckDB inside this process. One that could not be opened is tried again at the next query. */
final class DuckDbSource implements Source {

  private static final Logger LOG = LoggerFactory.getLogger(DuckDbSource.class);

  private final DataSourceConfig.DuckDb config;
  private final ReentrantLock opening = new ReentrantLock();
  private final AtomicInteger busy = new AtomicInteger();
  private @Nullable DuckDBConnection root;
  private boolean closed;

  private DuckDbSource(DataSourceConfig.DuckDb config) {
    this.config = config;
  }

  /**
   * Begins to open the database on a thread of its own: the native library takes half a second to
   * load, which is more than the rest of a server's start.
   */
  static DuckDbSource create(DataSourceConfig.DuckDb config) {
    DuckDbSource source = new DuckDbSource(config);
    Thread.ofPlatform().daemon().name("duckdb-open").start(source::openAhead);
    return source;
  }

  @Override
  public <T> T read(SqlQuery query, RunningStatement running, ResultReader<T> reader) {
    busy.incrementAndGet();
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query.sql())) {
      if (!running.begin(statement)) {
        throw new DatabaseException(running.cancelReason().orElseThrow());
      }
      try {
        bind(statement, query.parameters());
        try (ResultSet rows = statement.executeQuery()) {
          List<SqlQuery.ColumnType> types =
              query.columns().stream().map(ResultColumn::type).toList();
          return reader.read(rows, DuckDbEncoders.of(rows.getMetaData(), types));
        }
      } finally {
        running.end();
      }
    } catch (SQLException e) {
      throw new DatabaseException(running.cancelReason().orElseGet(() -> message(e)), e);
    } finally {
      busy.decrementAndGet();
    }
  }

  @Override
  public void testConnection() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      rows.next();
    } catch (SQLException e) {
      throw new DatabaseException(message(e), e);
    }
  }

  @Override
  public ConnectionCount connections() {
    int now = busy.get();
    return new ConnectionCount(now, now);
  }

  @Override
  public void close() {
    opening.lock();
    try {
      closed = true;
      if (root != null) {
        root.close();
        root = null;
      }
    } catch (SQLException e) {
      throw new DatabaseException(message(e), e);
    } finally {
      opening.unlock();
    }
  }

  private void openAhead() {
    try {
      root();
    } catch (SQLException e) {
      LOG.warn("DuckDB could not be opened; the next query tries again", e);
    }
  }

  /** A connection of one's own costs microseconds, and an error spoils nobody else's. */
  private Connection connect() throws SQLException {
    Connection connection = root().duplicate();
    if (config.schema().isPresent()) {
      connection.setSchema(config.schema().get());
    }
    return connection;
  }

  private DuckDBConnection root() throws SQLException {
    opening.lock();
    try {
      if (closed) {
        throw new SQLException("the data source is closed");
      }
      DuckDBConnection open = root;
      if (open == null) {
        open = DuckDbDatabase.open(config);
        root = open;
      }
      return open;
    } finally {
      opening.unlock();
    }
  }

  private static void bind(PreparedStatement statement, List<@Nullable Object> parameters)
      throws SQLException {
    for (int index = 0; index < parameters.size(); index++) {
      statement.setObject(index + 1, parameters.get(index));
    }
  }

  private static String message(SQLException exception) {
    String message = exception.getMessage();
    return message == null ? exception.toString() : message;
  }
}
