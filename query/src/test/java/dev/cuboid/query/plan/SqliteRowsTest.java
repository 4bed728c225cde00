package dev.cuboid.query.plan;

class SqliteRowsTest extends DialectRows {

  SqliteRowsTest() {
    super(new SqliteServer());
  }
}
