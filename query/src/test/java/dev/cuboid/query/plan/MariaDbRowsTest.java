package dev.cuboid.query.plan;

class MariaDbRowsTest extends DialectRows {

  MariaDbRowsTest() {
    super(new MariaDbShop());
  }
}
