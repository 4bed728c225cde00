package dev.cuboid.query.plan;

import dev.cuboid.query.dialect.Dialects;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** SQLite, in memory. */
final class SqliteServer implements TestServer {

  private Connection connection;

  @Override
  public TestDatabase start() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    return new TestDatabase("SQLite", Dialects.byName("sqlite").orElseThrow(), connection)
        .with(Shop.DATA);
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
