package dev.cuboid.engine.source;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;

/**
 * Connections to a database server. Opened when they are needed, so that a database which is down
 * keeps nobody from starting, and closed when they have been idle.
 */
final class ConnectionPool implements AutoCloseable {

  /**
   * The pool retries a refused connection until a caller's time is up. Callers wait in slices of
   * this length instead, and look in between whether the database has said no.
   */
  private static final Duration SLICE = Duration.ofMillis(250);

  private final HikariDataSource pool;
  private final ConnectionFactory factory;
  private final Duration connectTimeout;

  /**
   * @param name for the log
   * @param factory opens a connection and sets up its session
   */
  ConnectionPool(String name, ConnectionFactory factory, Limits limits) {
    this.factory = factory;
    this.connectTimeout = limits.connectTimeout();
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(factory);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(SLICE.toMillis());
    config.setValidationTimeout(SLICE.toMillis());
    config.setMaximumPoolSize(limits.maxConnections());
    config.setMinimumIdle(Math.min(limits.minConnections(), limits.maxConnections()));
    config.setIdleTimeout(limits.idleTimeout().toMillis());
    this.pool = new HikariDataSource(config);
  }

  /**
   * Waits for a connection.
   *
   * @throws SQLException the database's own error where there is one
   */
  Connection connection() throws SQLException {
    long start = System.nanoTime();
    while (true) {
      try {
        return pool.getConnection();
      } catch (SQLTransientConnectionException timeout) {
        Optional<SQLException> refusal = factory.failureSince(start);
        if (refusal.isPresent()) {
          throw refusal.get();
        }
        if (System.nanoTime() - start >= connectTimeout.toNanos()) {
          throw timeout;
        }
      }
    }
  }

  Source.ConnectionCount count() {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    return now == null
        ? new Source.ConnectionCount(0, 0)
        : new Source.ConnectionCount(now.getTotalConnections(), now.getActiveConnections());
  }

  @Override
  public void close() {
    pool.close();
  }
}
