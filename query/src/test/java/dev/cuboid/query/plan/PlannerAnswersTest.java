package dev.cuboid.query.plan;

import static dev.cuboid.query.FilterOperator.EQUALS;
import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.Query;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.RefreshKeyQuery.Schedule;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import dev.cuboid.query.SqlQuery.ResultColumn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the planner says of a query beside its rows. */
class PlannerAnswersTest {

  private static final Shop POSTGRES =
      Shop.everywhere()
          .filter(shop -> shop.toString().equals("PostgreSQL"))
          .findFirst()
          .orElseThrow();

  @Test
  void theSqlReadsAsAnAnalystWouldWriteIt() {
    Query query =
        measures("Orders.amount")
            .by("Customers.city")
            .per("month", "Orders.created_at", "2024-01-01T00:00:00.000", "2024-12-31T23:59:59.999")
            .where("Orders.status", EQUALS, "done")
            .orderBy("Orders.created_at")
            .slice(0, 100)
            .build();

    assertThat(POSTGRES.planner().plan(query, Shop.tenant(1)))
        .isEqualTo(
            new SqlQuery(
                """
                SELECT
                  "customers".city "customers__city",
                  date_trunc('month', ("orders".created_at::timestamptz AT TIME ZONE 'UTC')) "orders__created_at_month",
                  sum("orders".amount) "orders__amount"
                FROM (SELECT * FROM orders WHERE tenant = $1) AS "orders"
                LEFT JOIN (SELECT * FROM customers WHERE tenant = $2) AS "customers" ON "orders".customer_id = "customers".id
                WHERE "orders".status = $3
                  AND "orders".created_at >= $4::timestamptz
                  AND "orders".created_at < $5::timestamptz
                GROUP BY 1, 2
                ORDER BY 2 ASC
                LIMIT 100\
                """,
                List.of(1, 1, "done", "2024-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"),
                List.of(
                    new ResultColumn("Customers.city", "customers__city", ColumnType.STRING),
                    new ResultColumn(
                        "Orders.created_at.month", "orders__created_at_month", ColumnType.TIME),
                    new ResultColumn("Orders.amount", "orders__amount", ColumnType.NUMBER)),
                "default",
                OptionalInt.of(100)));
  }

  @Test
  void theTotalCountsTheGroups() {
    Query query = measures("Orders.amount").by("Orders.status").slice(0, 1).build();

    assertThat(POSTGRES.database().rows(POSTGRES.planner().planned(query, Shop.EVERYBODY).total()))
        .isEqualTo(List.of(List.of("3")));
  }

  @Test
  void refreshKeysFollowTheTimeZone() {
    Query query = measures("Orders.count").in("America/Los_Angeles").build();

    assertThat(POSTGRES.planner().planned(query, Shop.EVERYBODY).refreshKeys())
        .isEqualTo(
            List.of(
                new RefreshKeyQuery(
                    new SqlQuery(
                        "SELECT FLOOR((-28800 + EXTRACT(EPOCH FROM NOW())) / 10) as refresh_key",
                        List.of(),
                        List.of(new ResultColumn("refresh_key", "refresh_key", ColumnType.NUMBER)),
                        "default"),
                    Duration.ofSeconds(10),
                    Optional.of(new Schedule(Duration.ofSeconds(10), Duration.ofHours(-8))))));
  }

  @Test
  void aQueryIsComparedWithPreAggregationsByItsLeaves() {
    Query query = measures("sales.done_share").by("sales.Customers_city").build();

    assertThat(POSTGRES.planner().planned(query, Shop.EVERYBODY).transformed().facts())
        .containsAllEntriesOf(
            Map.of(
                "sortedDimensions",
                List.of("sales.Customers_city"),
                "ownedDimensions",
                List.of("Orders.Customers.city"),
                "leafMeasures",
                List.of("Orders.done_amount", "Orders.amount"),
                "leafMeasureAdditive",
                true,
                "isAdditive",
                false,
                "hasMultipliedMeasures",
                false));
  }
}
