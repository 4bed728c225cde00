package dev.cuboid.query.plan;

import static dev.cuboid.query.FilterOperator.CONTAINS;
import static dev.cuboid.query.FilterOperator.EQUALS;
import static dev.cuboid.query.plan.QueryBuilder.measures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialects;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What MySQL says otherwise than PostgreSQL and DuckDB. */
class MySqlTextTest {

  private static final QueryPlanner MYSQL = Shop.planner(Dialects.mysql());

  @Test
  void timesTextsAndNumbersAreSaidInItsWords() {
    SqlQuery sql =
        MYSQL.plan(
            measures("Orders.amount")
                .per(
                    "week",
                    "Orders.created_at",
                    "2024-01-01T00:00:00.000",
                    "2024-01-31T23:59:59.999")
                .where("Orders.note", CONTAINS, "50%")
                .where("Orders.amount_value", EQUALS, "7.5")
                .in("Europe/Berlin")
                .build(),
            Shop.EVERYBODY);

    assertThat(sql.sql())
        .isEqualTo(
            """
            SELECT
              TIMESTAMP(DATE(CONVERT_TZ(`orders`.created_at, '+00:00', 'Europe/Berlin')) - INTERVAL WEEKDAY(CONVERT_TZ(`orders`.created_at, '+00:00', 'Europe/Berlin')) DAY) `orders__created_at_week`,
              sum(`orders`.amount) `orders__amount`
            FROM (SELECT * FROM orders WHERE 1 = 1) AS `orders`
            WHERE LOWER(`orders`.note) LIKE CONCAT('%', LOWER(?), '%')
              AND `orders`.amount = CAST(? AS DECIMAL(65, 20))
              AND `orders`.created_at >= CAST(? AS DATETIME(6))
              AND `orders`.created_at < CAST(? AS DATETIME(6))
            GROUP BY 1\
            """);
    assertThat(sql.parameters())
        .isEqualTo(List.of("50\\%", "7.5", "2023-12-31T23:00:00.000", "2024-01-31T23:00:00.000"));
  }

  @Test
  void withoutAFullJoinTheGroupsAreUnitedFirst() {
    SqlQuery sql =
        MYSQL.plan(
            measures("Orders.amount", "Targets.amount").by("Cities.name").build(), Shop.EVERYBODY);

    assertThat(sql.sql())
        .contains("UNION")
        .contains("LEFT JOIN (")
        .contains("ON `q`.`cities__name` <=> `q_1`.`cities__name`")
        .doesNotContain("FULL");
  }
}
