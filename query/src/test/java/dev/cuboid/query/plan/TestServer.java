package dev.cuboid.query.plan;

import java.io.IOException;
import java.sql.SQLException;

/** A database that can be started for tests. */
interface TestServer extends AutoCloseable {

  /** Starts it, with the tables of the shop; where that is impossible, the tests are aborted. */
  TestDatabase start() throws Exception;

  /** Does nothing where it was not started. */
  @Override
  void close() throws IOException, SQLException;
}
