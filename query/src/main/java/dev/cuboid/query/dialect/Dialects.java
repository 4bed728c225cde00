package dev.cuboid.query.dialect;

import java.util.Optional;

/** The dialects there are. */
public final class Dialects {

  private static final Dialect DUCKDB = new DuckDbDialect();
  private static final Dialect MYSQL = new MySqlDialect();
  private static final Dialect POSTGRES = new PostgresDialect("postgres");

  private Dialects() {}

  /** DuckDB. */
  public static Dialect duckdb() {
    return DUCKDB;
  }

  /** MySQL and MariaDB. */
  public static Dialect mysql() {
    return MYSQL;
  }

  /** PostgreSQL. */
  public static Dialect postgres() {
    return POSTGRES;
  }

  /**
   * The dialect of a kind of database.
   *
   * @param type as in {@code CUBEJS_DB_TYPE}
   */
  public static Optional<Dialect> byName(String type) {
    return switch (type) {
      case "mysql", "mariadb" -> Optional.of(MYSQL);
      case "duckdb" -> Optional.of(DUCKDB);
      case "postgres" -> Optional.of(POSTGRES);
      default -> Optional.empty();
    };
  }
}
