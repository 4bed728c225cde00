package dev.cuboid.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialects;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference implementation of BigQuery's SQL gives the rows that DuckDB gives. */
@TestInstance(Lifecycle.PER_CLASS)
class BigQueryRowsTest {

  private static final Shop DUCKDB = Shop.everywhere().findFirst().orElseThrow();

  private final QueryPlanner planner = Shop.planner(Dialects.byName("bigquery").orElseThrow());
  private final BigQueryReference bigQuery = BigQueryReference.create(DUCKDB.database());

  List<DialectQueries.Named> queries() {
    return DialectQueries.all();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void rowsAreTheSame(DialectQueries.Named named) {
    SqlQuery sql = planner.plan(named.query(), Shop.EVERYBODY);
    assertThat(DialectRows.comparable(bigQuery.rows(sql)))
        .as(sql.sql())
        .isEqualTo(DialectRows.comparable(DUCKDB.rows(named.query(), Shop.EVERYBODY)));
  }

  List<DialectQueries.Named> queriesOverJoins() {
    return DialectQueries.overJoins();
  }

  @ParameterizedTest
  @MethodSource("queriesOverJoins")
  void totalsAreTheSame(DialectQueries.Named named) {
    SqlQuery sql = planner.planned(named.query(), Shop.EVERYBODY).total();
    assertThat(bigQuery.rows(sql))
        .as(sql.sql())
        .isEqualTo(
            DUCKDB
                .database()
                .rows(DUCKDB.planner().planned(named.query(), Shop.EVERYBODY).total()));
  }
}
