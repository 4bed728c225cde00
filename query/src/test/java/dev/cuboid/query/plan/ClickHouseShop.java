package dev.cuboid.query.plan;

import dev.cuboid.databases.ClickHouseServer;
import dev.cuboid.query.dialect.Dialects;
import java.sql.Connection;
import java.sql.SQLException;

/** The shop in ClickHouse. */
final class ClickHouseShop implements TestServer {

  private Connection connection;

  @Override
  public TestDatabase start() throws SQLException {
    connection = ClickHouseServer.shared().connect();
    return new TestDatabase("ClickHouse", Dialects.byName("clickhouse").orElseThrow(), connection)
        .with(tables());
  }

  private static String tables() {
    return Shop.DATA
        .replace("TEXT", "Nullable(String)")
        .replace("INT,", "Nullable(Int32),")
        .replace("INT)", "Nullable(Int32))")
        .replace("DECIMAL(10, 2)", "Nullable(Decimal(10, 2))")
        .replace("TIMESTAMPTZ", "DateTime64(6, 'UTC')")
        .replace("\\", "\\\\")
        .replaceAll("(CREATE TABLE .*\\));", "$1 ENGINE = Memory;")
        .replaceAll("'(\\d{4}-\\d\\d-\\d\\d)T([\\d:.]+)Z'", "toDateTime64('$1 $2', 6, 'UTC')");
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
