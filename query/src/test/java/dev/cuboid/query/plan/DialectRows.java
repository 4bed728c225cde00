package dev.cuboid.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database gives the rows that DuckDB gives. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DialectRows {

  private static final Shop DUCKDB = Shop.everywhere().findFirst().orElseThrow();
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final TestServer server;
  private Shop shop;

  DialectRows(TestServer server) {
    this.server = server;
  }

  @BeforeAll
  void start() throws Exception {
    shop = Shop.of(server.start());
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  List<DialectQueries.Named> queries() {
    return DialectQueries.all();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void rowsAreTheSame(DialectQueries.Named named) {
    assertThat(comparable(shop.rows(named.query(), Shop.EVERYBODY)))
        .isEqualTo(comparable(DUCKDB.rows(named.query(), Shop.EVERYBODY)));
  }

  List<DialectQueries.Named> queriesOverJoins() {
    return DialectQueries.overJoins();
  }

  @ParameterizedTest
  @MethodSource("queriesOverJoins")
  void totalsAreTheSame(DialectQueries.Named named) {
    assertThat(shop.database().rows(shop.planner().planned(named.query(), Shop.EVERYBODY).total()))
        .isEqualTo(
            DUCKDB
                .database()
                .rows(DUCKDB.planner().planned(named.query(), Shop.EVERYBODY).total()));
  }

  /** Databases differ in where nulls are ordered, and in the digits of averages. */
  static List<List<String>> comparable(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(DialectRows::rounded).toList())
        .sorted(Comparator.comparing(List::toString))
        .toList();
  }

  private static String rounded(String value) {
    return NUMBER.matcher(value).matches()
        ? new BigDecimal(value).setScale(1, RoundingMode.HALF_UP).toPlainString()
        : value;
  }
}
