package dev.cuboid.server.config;

import dev.cuboid.server.config.Setting.Group;
import java.util.List;

/**
 * The variables that only some kinds of databases have.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/data-sources">Cube's data sources</a>
 */
public final class WarehouseSettings {

  private static final Declarations DECLARED = new Declarations(Group.DATABASE);

  public static final Setting<String> AWS_KEY =
      DECLARED.text("CUBEJS_AWS_KEY", "Athena: the id of an access key");
  public static final Setting<String> AWS_SECRET =
      DECLARED.secret("CUBEJS_AWS_SECRET", "Athena: the secret of that key");
  public static final Setting<String> AWS_REGION =
      DECLARED.text("CUBEJS_AWS_REGION", "Athena's region");
  public static final Setting<String> AWS_OUTPUT_LOCATION =
      DECLARED.text("CUBEJS_AWS_S3_OUTPUT_LOCATION", "where Athena puts its results, `s3://…`");
  public static final Setting<String> ATHENA_WORKGROUP =
      DECLARED.text("CUBEJS_AWS_ATHENA_WORKGROUP", "Athena's workgroup");
  public static final Setting<String> ATHENA_CATALOG =
      DECLARED.text("CUBEJS_AWS_ATHENA_CATALOG", "Athena's catalog");
  public static final Setting<String> BIGQUERY_PROJECT =
      DECLARED.text("CUBEJS_DB_BQ_PROJECT_ID", "BigQuery's project");
  public static final Setting<String> BIGQUERY_KEY_FILE =
      DECLARED.text(
          "CUBEJS_DB_BQ_KEY_FILE", "BigQuery: the file with the key of a service account");
  public static final Setting<String> BIGQUERY_LOCATION =
      DECLARED.text("CUBEJS_DB_BQ_LOCATION", "BigQuery: where the data are");
  public static final Setting<String> DATABRICKS_URL =
      DECLARED.text(
          "CUBEJS_DB_DATABRICKS_URL", "Databricks: the JDBC URL that it shows, without the token");
  public static final Setting<String> DATABRICKS_TOKEN =
      DECLARED.secret("CUBEJS_DB_DATABRICKS_TOKEN", "Databricks: a personal access token");
  public static final Setting<String> DATABRICKS_CATALOG =
      DECLARED.text("CUBEJS_DB_DATABRICKS_CATALOG", "Databricks' catalog");
  public static final Setting<String> PRESTO_CATALOG =
      DECLARED.text("CUBEJS_DB_PRESTO_CATALOG", "the catalog of Trino or Presto");
  public static final Setting<String> PRESTO_CATALOG_FORMER =
      DECLARED.text("CUBEJS_DB_CATALOG", "a former name of `CUBEJS_DB_PRESTO_CATALOG`");
  public static final Setting<String> PRESTO_AUTH_TOKEN =
      DECLARED.secret(
          "CUBEJS_DB_PRESTO_AUTH_TOKEN", "Trino, Presto: a token (JWT), in place of a password");
  public static final Setting<String> CLICKHOUSE_READ_ONLY =
      flag(
          "CUBEJS_DB_CLICKHOUSE_READONLY",
          "ClickHouse: whether the user may not change settings, of which `join_use_nulls` must be"
              + " 1 then by itself");
  public static final Setting<String> CLICKHOUSE_COMPRESSION =
      flag("CUBEJS_DB_CLICKHOUSE_COMPRESSION", "ClickHouse: whether its answers are compressed");
  public static final Setting<String> DOMAIN =
      DECLARED.text("CUBEJS_DB_DOMAIN", "SQL Server: the domain of a user of Windows");
  public static final Setting<String> SNOWFLAKE_ACCOUNT =
      DECLARED.text("CUBEJS_DB_SNOWFLAKE_ACCOUNT", "Snowflake's account, with its region");
  public static final Setting<String> SNOWFLAKE_HOST =
      DECLARED.text(
          "CUBEJS_DB_SNOWFLAKE_HOST", "Snowflake's host, where it is not that of the account");
  public static final Setting<String> SNOWFLAKE_WAREHOUSE =
      DECLARED.text(
          "CUBEJS_DB_SNOWFLAKE_WAREHOUSE", "Snowflake's warehouse, which runs the queries");
  public static final Setting<String> SNOWFLAKE_ROLE =
      DECLARED.text("CUBEJS_DB_SNOWFLAKE_ROLE", "Snowflake: the role in which the user reads");
  public static final Setting<String> SNOWFLAKE_PRIVATE_KEY_PATH =
      DECLARED.text(
          "CUBEJS_DB_SNOWFLAKE_PRIVATE_KEY_PATH", "Snowflake: the file with the user's key");

  private WarehouseSettings() {}

  static List<Setting<?>> all() {
    return DECLARED.all();
  }

  /** Its text is what the driver is told. */
  private static Setting<String> flag(String name, String help) {
    return DECLARED.setting(
        name, "true or false", "", help, text -> Boolean.toString(Parsers.flag(text)));
  }
}
