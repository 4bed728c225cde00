package dev.cuboid.engine.source;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections for a pool and remembers the last refusal, because a pool tells its callers
 * only that they have waited too long.
 */
final class ConnectionFactory implements DataSource {

  private final Opener opener;
  private volatile @Nullable Failure lastFailure;

  ConnectionFactory(Opener opener) {
    this.opener = opener;
  }

  /**
   * The refusal of an attempt that was begun since then, if any: what was begun before may be
   * mended.
   */
  Optional<SQLException> failureSince(long nanoTime) {
    Failure failure = lastFailure;
    return failure == null || failure.nanoTime - nanoTime < 0
        ? Optional.empty()
        : Optional.of(failure.exception);
  }

  @Override
  public Connection getConnection() throws SQLException {
    long begin = System.nanoTime();
    try {
      return opener.open();
    } catch (SQLException e) {
      lastFailure = new Failure(begin, e);
      throw e;
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the user is part of the configuration");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    // The pool's own log is enough.
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // The driver has its own.
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("not a " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  /** Opens one connection. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  private record Failure(long nanoTime, SQLException exception) {}
}
