package dev.cuboid.query.plan;

class RedshiftRowsTest extends DialectRows {

  RedshiftRowsTest() {
    super(new RedshiftServer());
  }
}
