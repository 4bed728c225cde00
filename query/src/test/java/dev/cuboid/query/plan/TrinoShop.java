package dev.cuboid.query.plan;

import dev.cuboid.databases.TrinoServer;
import dev.cuboid.query.dialect.Dialects;
import java.sql.Connection;
import java.sql.SQLException;

/** The shop in Trino, with its tables in memory. */
final class TrinoShop implements TestServer {

  private Connection connection;

  @Override
  public TestDatabase start() throws SQLException {
    connection = TrinoServer.shared().connect();
    return new TestDatabase("Trino", Dialects.byName("trino").orElseThrow(), connection)
        .with(tables());
  }

  private static String tables() {
    return Shop.DATA
        .replace("TEXT", "VARCHAR")
        .replace("TIMESTAMPTZ", "TIMESTAMP(6) WITH TIME ZONE")
        .replaceAll("'(\\d{4}-\\d\\d-\\d\\d)T([\\d:.]+)Z'", "TIMESTAMP '$1 $2 UTC'");
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
