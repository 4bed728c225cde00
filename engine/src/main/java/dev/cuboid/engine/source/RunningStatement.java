package dev.cuboid.engine.source;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handle by which a query that one thread runs is cancelled by another. Thread-safe. */
public final class RunningStatement {

  private static final Logger LOG = LoggerFactory.getLogger(RunningStatement.class);

  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Statement statement;
  private volatile @Nullable String cancelReason;

  /**
   * Cancels the query in the database, or keeps it from being started. Does nothing if it has ended
   * or was cancelled before.
   *
   * @param reason what the client is told
   */
  public void cancel(String reason) {
    lock.lock();
    try {
      if (cancelReason != null) {
        return;
      }
      cancelReason = reason;
      cancelStatement();
    } finally {
      lock.unlock();
    }
  }

  /** Cancels the query in the database once more. Does nothing if it has ended. */
  public void cancelAgain() {
    // While another attempt is still under way, this one would only wait for it.
    if (!lock.tryLock()) {
      return;
    }
    try {
      cancelStatement();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the query's connection without asking the database, which has not answered to {@link
   * #cancel}: the thread that runs the query is set free. Does nothing if it has ended.
   */
  public void abort() {
    Statement hanging = statement;
    if (hanging == null) {
      return;
    }
    try {
      hanging.getConnection().abort(Runnable::run);
    } catch (SQLException e) {
      LOG.warn("A connection that hangs could not be closed (SQL state {})", e.getSQLState(), e);
    }
  }

  /** Why the query was cancelled, if it was. */
  public Optional<String> cancelReason() {
    return Optional.ofNullable(cancelReason);
  }

  /**
   * Says which statement {@link #cancel} is to cancel from now on.
   *
   * @return false if the query was cancelled before it began
   */
  boolean begin(Statement newStatement) {
    lock.lock();
    try {
      statement = newStatement;
      return cancelReason == null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Says that nothing is left to be cancelled. Waits for a cancellation that is under way, which
   * would hit the next query of the connection otherwise.
   */
  void end() {
    lock.lock();
    try {
      statement = null;
    } finally {
      lock.unlock();
    }
  }

  private void cancelStatement() {
    Statement running = statement;
    if (running == null) {
      return;
    }
    try {
      running.cancel();
    } catch (SQLException e) {
      LOG.warn("A query could not be cancelled in the database (SQL state {})", e.getSQLState(), e);
    }
  }
}
