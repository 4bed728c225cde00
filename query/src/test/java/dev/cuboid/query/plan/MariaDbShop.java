package dev.cuboid.query.plan;

import dev.cuboid.databases.MariaDbServer;
import dev.cuboid.query.dialect.Dialects;
import java.sql.Connection;
import java.sql.SQLException;

/** The shop in MariaDB. */
final class MariaDbShop implements TestServer {

  private Connection connection;

  @Override
  public TestDatabase start() throws SQLException {
    connection = MariaDbServer.shared().connect();
    return new TestDatabase("MariaDB", Dialects.mysql(), connection)
        .with("SET time_zone = '+00:00'; CREATE DATABASE shop; USE shop")
        .with(tables());
  }

  private static String tables() {
    return Shop.DATA
        .replace("TEXT", "VARCHAR(100)")
        .replace("TIMESTAMPTZ", "DATETIME(6)")
        .replace("\\", "\\\\")
        .replaceAll("'(\\d{4}-\\d\\d-\\d\\d)T([\\d:.]+)Z'", "'$1 $2'");
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
