package dev.cuboid.server.config;

import dev.cuboid.server.config.Setting.Group;
import java.time.Duration;
import java.util.List;

/**
 * The variables of databases of every kind.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/data-sources">Cube's data sources</a>
 */
public final class DatabaseSettings {

  private static final Declarations DECLARED = new Declarations(Group.DATABASE);

  public static final Setting<String> TYPE =
      DECLARED.text(
          "CUBEJS_DB_TYPE",
          "the kind of database: `duckdb`, `postgres`, or one of [Databases](databases.md)");
  public static final Setting<String> HOST = DECLARED.text("CUBEJS_DB_HOST", "the database's host");
  public static final Setting<Integer> PORT =
      DECLARED.setting(
          "CUBEJS_DB_PORT",
          "a port",
          "",
          "the database's port, where it is not the usual one",
          Parsers::port);
  public static final Setting<String> NAME = DECLARED.text("CUBEJS_DB_NAME", "the database's name");
  public static final Setting<String> SCHEMA =
      DECLARED.text("CUBEJS_DB_SCHEMA", "a former name of `CUBEJS_DB_NAME`");
  public static final Setting<String> DATABASE =
      DECLARED.text("CUBEJS_DATABASE", "a former name of `CUBEJS_DB_NAME`");
  public static final Setting<String> JDBC_URL =
      DECLARED.secret(
          "CUBEJS_JDBC_URL",
          "the whole address for the JDBC driver, in place of host, port and name; with it"
              + " `CUBEJS_DB_TYPE` may be `jdbc`");
  public static final Setting<String> USER =
      DECLARED.text("CUBEJS_DB_USER", "who signs in to the database");
  public static final Setting<String> PASSWORD =
      DECLARED.secret("CUBEJS_DB_PASS", "the password for it");
  public static final Setting<Boolean> SSL =
      DECLARED.flag("CUBEJS_DB_SSL", "false", "whether the connection is encrypted");
  public static final Setting<Boolean> SSL_REJECT_UNAUTHORIZED =
      DECLARED.flag(
          "CUBEJS_DB_SSL_REJECT_UNAUTHORIZED",
          "false",
          "whether the database's certificate is checked");
  public static final Setting<String> SSL_CA =
      DECLARED.text(
          "CUBEJS_DB_SSL_CA",
          "certificates (PEM) of who may have signed the database's, or their file");
  public static final Setting<String> SSL_CERT =
      DECLARED.text(
          "CUBEJS_DB_SSL_CERT", "a certificate (PEM) to show to the database, or its file");
  public static final Setting<String> SSL_KEY =
      DECLARED.secret("CUBEJS_DB_SSL_KEY", "the key (PEM) of that certificate, or its file");
  public static final Setting<String> SSL_PASSPHRASE =
      DECLARED.secret(
          "CUBEJS_DB_SSL_PASSPHRASE", "the passphrase of that key, where it is encrypted");
  public static final Setting<String> SSL_SERVERNAME =
      DECLARED.text(
          "CUBEJS_DB_SSL_SERVERNAME",
          "the name in the database's certificate, where it is not that of the host; PostgreSQL,"
              + " Redshift and SQL Server");
  public static final Setting<Integer> MAX_POOL =
      DECLARED.setting(
          "CUBEJS_DB_MAX_POOL",
          "a positive number",
          "8",
          "how many connections there may be",
          Parsers::positiveInt);
  public static final Setting<Integer> MIN_POOL =
      DECLARED.setting(
          "CUBEJS_DB_MIN_POOL",
          "a number",
          "0",
          "how many connections are kept while nobody asks",
          Parsers::naturalInt);
  public static final Setting<Integer> CONCURRENCY =
      DECLARED.setting(
          "CUBEJS_CONCURRENCY",
          "a positive number",
          "",
          "how many queries of one tenant run at once; without it as many as Cube has for that kind"
              + " of database, 2 for most",
          Parsers::positiveInt);
  public static final Setting<Duration> QUERY_TIMEOUT =
      DECLARED.setting(
          "CUBEJS_DB_QUERY_TIMEOUT",
          "a time such as 10m",
          "10m",
          "after which a running query is cancelled",
          Parsers::duration);

  private DatabaseSettings() {}

  static List<Setting<?>> all() {
    return DECLARED.all();
  }
}
