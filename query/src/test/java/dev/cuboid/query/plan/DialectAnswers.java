package dev.cuboid.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialects;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Something without JDBC that answers as a database does gives the rows that DuckDB gives. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DialectAnswers {

  static final Shop DUCKDB = Shop.everywhere().findFirst().orElseThrow();

  private final QueryPlanner planner;

  /**
   * @param type of the database, as in {@code CUBEJS_DB_TYPE}
   */
  DialectAnswers(String type) {
    planner = Shop.planner(Dialects.byName(type).orElseThrow());
  }

  /** Rows in the form of {@link TestDatabase#rows}. */
  abstract List<List<String>> answer(SqlQuery query);

  List<DialectQueries.Named> queries() {
    return DialectQueries.all();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void rowsAreTheSame(DialectQueries.Named named) {
    SqlQuery sql = planner.plan(named.query(), Shop.EVERYBODY);
    assertThat(DialectRows.comparable(answer(sql)))
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
    assertThat(answer(sql))
        .as(sql.sql())
        .isEqualTo(
            DUCKDB
                .database()
                .rows(DUCKDB.planner().planned(named.query(), Shop.EVERYBODY).total()));
  }
}
