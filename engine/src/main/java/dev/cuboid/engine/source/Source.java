package dev.cuboid.engine.source;

import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.query.SqlQuery;

/** A database that can be asked. Thread-safe; holds no thread while nobody asks. */
public interface Source extends AutoCloseable {

  /**
   * Runs a query and reads its result. Blocks.
   *
   * @param query text and parameters
   * @param statement through which others may cancel the query meanwhile
   * @param reader turns the open result into a value
   * @throws DatabaseException if the database refuses or cannot be reached
   */
  <T> T read(SqlQuery query, RunningStatement statement, ResultReader<T> reader);

  /**
   * Asks the database for nothing.
   *
   * @throws DatabaseException if it does not answer
   */
  void testConnection();

  /** How many connections there are now. */
  ConnectionCount connections();

  @Override
  void close();

  /**
   * @param open all of them
   * @param busy those that run a query
   */
  record ConnectionCount(int open, int busy) {}
}
