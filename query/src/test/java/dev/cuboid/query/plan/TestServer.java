package dev.cuboid.query.plan;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** A database that can be started for tests, where it is installed. */
interface TestServer extends AutoCloseable {

  /** What is missing, and how it is installed; empty where nothing is. */
  Optional<String> missing();

  /** Starts it, with the tables of the shop. */
  TestDatabase start() throws Exception;

  /** Does nothing where it was not started. */
  @Override
  void close() throws IOException, SQLException;
}
