package dev.cuboid.engine.source;

import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.query.SqlQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A DuckDB inside this process. One that could not be opened is tried again at the next query. */
final class DuckDbSource implements Source {

  private static final Logger LOG = LoggerFactory.getLogger(DuckDbSource.class);

  private static final QueryRunner RUNNER = new QueryRunner(DuckDbEncoders::of);

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
    try {
      return RUNNER.read(this::connect, query, running, reader);
    } finally {
      busy.decrementAndGet();
    }
  }

  @Override
  public void testConnection() {
    RUNNER.test(this::connect);
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
      throw new DatabaseException("DuckDB could not be closed", e);
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
}
