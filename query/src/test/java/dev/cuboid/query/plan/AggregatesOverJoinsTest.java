package dev.cuboid.query.plan;

import static dev.cuboid.query.FilterOperator.EQUALS;
import static dev.cuboid.query.FilterOperator.GT;
import static dev.cuboid.query.FilterOperator.SET;
import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is joined, each row counts once: compared with SQL that a person wrote. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cuboid.query.plan.Shop#everywhere")
record AggregatesOverJoinsTest(Shop shop) {

  @Test
  void rowsAreNotRepeatedByTheManySideOfAJoin() {
    assertSame(
        measures("Orders.amount", "Orders.average", "Orders.count", "Items.quantity")
            .by("Items.product")
            .where("Items.id", SET),
        """
        SELECT product, sum(amount), avg(amount), count(*), max(quantity) FROM (
          SELECT DISTINCT i.product, o.id, o.amount,
            (SELECT sum(quantity) FROM items x WHERE x.product IS NOT DISTINCT FROM i.product)
              AS quantity
          FROM orders o JOIN items i ON i.order_id = o.id) AS pairs
        GROUP BY product
        """);
  }

  private void assertSame(QueryBuilder query, String sql) {
    assertThat(shop.rows(query)).containsExactlyInAnyOrderElementsOf(shop.expected(sql));
  }

  @Test
  void twoManySidesDoNotMultiplyEachOther() {
    assertSame(
        measures("Orders.amount", "Items.quantity", "Payments.paid").by("Orders.status"),
        """
        SELECT o.status, sum(o.amount), sum(i.quantity), sum(p.paid) FROM orders o
        LEFT JOIN (SELECT order_id, sum(quantity) AS quantity FROM items GROUP BY 1) i
          ON i.order_id = o.id
        LEFT JOIN (SELECT order_id, sum(paid) AS paid FROM payments GROUP BY 1) p
          ON p.order_id = o.id
        GROUP BY o.status
        """);
  }

  @Test
  void totalsWithoutGroupsStandInOneRow() {
    assertSame(
        measures("Orders.amount", "Items.quantity", "Payments.paid", "Payments.count"),
        "SELECT 1210, 622, 1152.5, 6");
  }

  @Test
  void rowsWithACompositeKeyAreCountedOnce() {
    assertSame(
        measures("Payments.count", "Payments.paid")
            .by("Items.product")
            .where("Orders.id", SET)
            .where("Items.id", SET),
        """
        SELECT product, count(part), sum(paid) FROM (
          SELECT DISTINCT i.product, p.order_id, p.part, p.paid FROM orders o
          JOIN items i ON i.order_id = o.id LEFT JOIN payments p ON p.order_id = o.id) AS pairs
        GROUP BY product
        """);
  }

  @Test
  void filteredMeasuresAndFormulasAreRightOverRepeatedRows() {
    assertSame(
        measures("Orders.done_amount", "Orders.done_count", "Orders.done_share", "Orders.statuses")
            .by("Items.product")
            .where("Items.product", EQUALS, "pen"),
        "SELECT 'pen', 1100, 2, 1100.0 / 1150, 2");
  }

  @Test
  void anAuthorsOwnAggregateIsComputedFromRowsLookedUpByKey() {
    assertSame(
        measures("Orders.all_statuses", "Orders.amount")
            .by("Items.product")
            .where("Items.product", SET),
        "SELECT 'pen', 'done,open', 1150 UNION ALL SELECT 'ink', 'done', 150");
  }

  @Test
  void aFormulaMayUseMeasuresOfSeveralCubes() {
    assertSame(
        measures("Orders.per_customer").by("Orders.status"),
        """
        SELECT o.status, sum(o.amount) / nullif(count(DISTINCT c.id), 0)
        FROM orders o LEFT JOIN customers c ON c.id = o.customer_id GROUP BY 1
        """);
  }

  @Test
  void theOneSideIsCountedOncePerGroup() {
    assertSame(
        measures("Orders.amount", "Customers.count", "Customers.average_age").by("Orders.status"),
        """
        SELECT status, max(amount), count(id), avg(age) FROM (
          SELECT DISTINCT o.status, c.id, c.age,
            (SELECT sum(amount) FROM orders x WHERE x.status IS NOT DISTINCT FROM o.status) AS amount
          FROM orders o LEFT JOIN customers c ON c.id = o.customer_id) AS pairs
        GROUP BY status
        """);
  }

  @Test
  void groupsCanBeChosenByMeasuresThatAreNotShown() {
    assertSame(
        measures("Items.quantity").by("Orders.status").where("Orders.amount", GT, "60"),
        "SELECT 'done', 611");
  }

  @Test
  void factsWithoutACommonRootMeetInTheDimensionsThatTheyShare() {
    assertSame(
        measures("Orders.amount", "Targets.amount").by("Cities.name"),
        """
        SELECT 'Berlin', 1150, 500 UNION ALL SELECT 'Lyon', 50, NULL
        UNION ALL SELECT 'Oslo', NULL, 100 UNION ALL SELECT NULL, 10, NULL
        """);
  }

  @Test
  void aSubQueryDimensionIsAMeasurePerRow() {
    assertSame(
        measures("Customers.count").by("Customers.spent"),
        "SELECT 150, 1 UNION ALL SELECT 50, 1 UNION ALL SELECT 1000, 1 UNION ALL SELECT 7.5, 1");
    assertSame(measures("Customers.lifetime_value"), "SELECT 1207.5");
  }

  @Test
  void aSubQueryDimensionTakesTheFiltersAlongWhereItSaysSo() {
    assertSame(
        measures()
            .by("Customers.id", "Customers.spent", "Customers.spent_filtered")
            .where("Orders.status", EQUALS, "done"),
        "SELECT 1, 150, 100 UNION ALL SELECT 2, 50, 50 UNION ALL SELECT 3, 1000, 1000");
  }

  @Test
  void aViewJoinsAlongItsPaths() {
    assertSame(
        measures("sales.amount", "sales.quantity").by("sales.Customers_city"),
        """
        SELECT c.city, sum(o.amount), sum(i.quantity) FROM orders o
        LEFT JOIN customers c ON c.id = o.customer_id
        LEFT JOIN (SELECT order_id, sum(quantity) AS quantity FROM items GROUP BY 1) i
          ON i.order_id = o.id
        GROUP BY c.city
        """);
  }

  @Test
  void rowsAreShownUngrouped() {
    assertSame(
        measures("Orders.amount", "Orders.count", "Orders.done_count")
            .by("Orders.id", "Orders.size")
            .where("Orders.id", GT, "4")
            .ungrouped(),
        "SELECT 5, 'small', 7.5, 1, NULL UNION ALL SELECT 6, 'small', 2.5, 1, NULL");
  }

  @Test
  void aRowThatHasAValueIsOneDistinctValueUngrouped() {
    assertSame(
        measures("Orders.statuses").by("Orders.id").where("Orders.id", GT, "4").ungrouped(),
        "SELECT 5, 1 UNION ALL SELECT 6, NULL");
  }

  @Test
  void rowsAreOrderedByAnyColumnsAndCut() {
    QueryBuilder query =
        measures("Orders.amount")
            .by("Orders.id", "Orders.size")
            .orderBy("-Orders.size", "Orders.count", "Orders.amount", "Orders.id")
            .slice(1, 2);

    assertThat(shop.rows(query))
        .isEqualTo(shop.expected("SELECT 5, 'small', 7.5 UNION ALL SELECT 2, 'medium', 50"));
  }
}
