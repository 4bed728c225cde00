package dev.cuboid.query.plan;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.Dialects;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a dialect prints is read by parsers of that database, which cannot be had itself. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DialectParses {

  private final Dialect dialect;
  private final QueryPlanner planner;
  private final List<SqlReader> readers;

  /**
   * @param type of the database, as in {@code CUBEJS_DB_TYPE}
   * @param readers each of which must read everything
   */
  DialectParses(String type, SqlReader... readers) {
    this.dialect = Dialects.byName(type).orElseThrow();
    this.planner = Shop.planner(dialect);
    this.readers = List.of(readers);
  }

  /** Reads one query to its end. */
  @FunctionalInterface
  interface SqlReader {

    /**
     * @throws RuntimeException if that is no query of the database
     */
    void read(String sql);
  }

  List<DialectQueries.Named> queries() {
    return DialectQueries.all();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void queryIsRead(DialectQueries.Named named) {
    assertIsRead(planner.plan(named.query(), Shop.EVERYBODY).sql());
  }

  List<DialectQueries.Named> queriesOverJoins() {
    return DialectQueries.overJoins();
  }

  @ParameterizedTest
  @MethodSource("queriesOverJoins")
  void totalIsRead(DialectQueries.Named named) {
    assertIsRead(planner.planned(named.query(), Shop.EVERYBODY).total().sql());
  }

  @Test
  void secondsAreReadWithoutATable() {
    assertIsRead("SELECT " + dialect.secondsSinceEpoch() + " AS seconds" + dialect.withoutTable());
  }

  private void assertIsRead(String sql) {
    for (SqlReader reader : readers) {
      assertThatCode(() -> reader.read(sql)).as(sql).doesNotThrowAnyException();
    }
  }
}
