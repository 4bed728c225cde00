package dev.cuboid.query.plan;

class ClickHouseRowsTest extends DialectRows {

  ClickHouseRowsTest() {
    super(new ClickHouseShop());
  }
}
