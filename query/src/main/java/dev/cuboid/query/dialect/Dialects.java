package dev.cuboid.query.dialect;

import java.util.Optional;

/** The dialects there are. */
public final class Dialects {

  private static final Dialect ATHENA = TrinoDialect.trino("athena");
  private static final Dialect BIGQUERY = new BigQueryDialect();
  private static final Dialect CLICKHOUSE = new ClickHouseDialect();
  private static final Dialect DATABRICKS = new DatabricksDialect();
  private static final Dialect DUCKDB = new DuckDbDialect();
  private static final Dialect MSSQL = new SqlServerDialect();
  private static final Dialect MYSQL = new MySqlDialect();
  private static final Dialect ORACLE = new OracleDialect();
  private static final Dialect POSTGRES = new PostgresDialect("postgres");
  private static final Dialect PRESTO = TrinoDialect.presto("prestodb");
  private static final Dialect REDSHIFT = new RedshiftDialect();
  private static final Dialect SNOWFLAKE = new SnowflakeDialect();
  private static final Dialect SQLITE = new SqliteDialect();
  private static final Dialect TRINO = TrinoDialect.trino("trino");

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
      case "athena" -> Optional.of(ATHENA);
      case "bigquery" -> Optional.of(BIGQUERY);
      case "clickhouse" -> Optional.of(CLICKHOUSE);
      case "databricks-jdbc" -> Optional.of(DATABRICKS);
      case "duckdb" -> Optional.of(DUCKDB);
      case "mssql" -> Optional.of(MSSQL);
      case "mysql", "mariadb" -> Optional.of(MYSQL);
      case "oracle" -> Optional.of(ORACLE);
      case "postgres" -> Optional.of(POSTGRES);
      case "prestodb" -> Optional.of(PRESTO);
      case "redshift" -> Optional.of(REDSHIFT);
      case "snowflake" -> Optional.of(SNOWFLAKE);
      case "sqlite" -> Optional.of(SQLITE);
      case "trino" -> Optional.of(TRINO);
      default -> Optional.empty();
    };
  }
}
