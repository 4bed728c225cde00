package dev.cuboid.query.plan;

class TrinoRowsTest extends DialectRows {

  TrinoRowsTest() {
    super(new TrinoShop());
  }
}
