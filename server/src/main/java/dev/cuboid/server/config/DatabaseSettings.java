package dev.cuboid.server.config;

import dev.cuboid.server.config.Setting.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The variables of databases of every kind.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/data-sources">Cube's data sources</a>
 */
public final class DatabaseSettings {

  private static final List<Setting<?>> ALL = new ArrayList<>();

  public static final Setting<String> TYPE =
      text(
          "CUBEJS_DB_TYPE",
          "the kind of database: `duckdb`, `postgres`, or one of [Databases](databases.md)");
  public static final Setting<String> HOST = text("CUBEJS_DB_HOST", "the database's host");
  public static final Setting<Integer> PORT =
      setting(
          "CUBEJS_DB_PORT",
          "a port",
          "",
          "the database's port, where it is not the usual one",
          Parsers::port);
  public static final Setting<String> NAME = text("CUBEJS_DB_NAME", "the database's name");
  public static final Setting<String> SCHEMA =
      text("CUBEJS_DB_SCHEMA", "a former name of `CUBEJS_DB_NAME`");
  public static final Setting<String> DATABASE =
      text("CUBEJS_DATABASE", "a former name of `CUBEJS_DB_NAME`");
  public static final Setting<String> JDBC_URL =
      secret(
          "CUBEJS_JDBC_URL",
          "the whole address for the JDBC driver, in place of host, port and name; with it"
              + " `CUBEJS_DB_TYPE` may be `jdbc`");
  public static final Setting<String> USER = text("CUBEJS_DB_USER", "who signs in to the database");
  public static final Setting<String> PASSWORD = secret("CUBEJS_DB_PASS", "the password for it");
  public static final Setting<Boolean> SSL =
      flag("CUBEJS_DB_SSL", "false", "whether the connection is encrypted");
  public static final Setting<Boolean> SSL_REJECT_UNAUTHORIZED =
      flag(
          "CUBEJS_DB_SSL_REJECT_UNAUTHORIZED",
          "false",
          "whether the database's certificate is checked");
  public static final Setting<String> SSL_CA =
      text(
          "CUBEJS_DB_SSL_CA",
          "certificates (PEM) of who may have signed the database's, or their file");
  public static final Setting<String> SSL_CERT =
      text("CUBEJS_DB_SSL_CERT", "a certificate (PEM) to show to the database, or its file");
  public static final Setting<String> SSL_KEY =
      secret("CUBEJS_DB_SSL_KEY", "the key (PEM) of that certificate, or its file");
  public static final Setting<String> SSL_PASSPHRASE =
      secret("CUBEJS_DB_SSL_PASSPHRASE", "the passphrase of that key, where it is encrypted");
  public static final Setting<String> SSL_SERVERNAME =
      text(
          "CUBEJS_DB_SSL_SERVERNAME",
          "the name in the database's certificate, where it is not that of the host; PostgreSQL,"
              + " Redshift and SQL Server");
  public static final Setting<Integer> MAX_POOL =
      setting(
          "CUBEJS_DB_MAX_POOL",
          "a positive number",
          "8",
          "how many connections there may be",
          Parsers::positiveInt);
  public static final Setting<Integer> MIN_POOL =
      setting(
          "CUBEJS_DB_MIN_POOL",
          "a number",
          "0",
          "how many connections are kept while nobody asks",
          Parsers::naturalInt);
  public static final Setting<Integer> CONCURRENCY =
      setting(
          "CUBEJS_CONCURRENCY",
          "a positive number",
          "",
          "how many queries of one tenant run at once; without it as many as Cube has for that kind"
              + " of database, 2 for most",
          Parsers::positiveInt);
  public static final Setting<Duration> QUERY_TIMEOUT =
      setting(
          "CUBEJS_DB_QUERY_TIMEOUT",
          "a time such as 10m",
          "10m",
          "after which a running query is cancelled",
          Parsers::duration);

  private DatabaseSettings() {}

  static List<Setting<?>> all() {
    return List.copyOf(ALL);
  }

  private static Setting<String> text(String name, String help) {
    return declare(name, "a text", "", help, /* secret= */ false, Parsers::text);
  }

  private static Setting<String> secret(String name, String help) {
    return declare(name, "a text", "", help, /* secret= */ true, Parsers::text);
  }

  private static Setting<Boolean> flag(String name, String defaultText, String help) {
    return setting(name, "true or false", defaultText, help, Parsers::flag);
  }

  private static <T> Setting<T> setting(
      String name, String form, String defaultText, String help, Function<String, T> parser) {
    return declare(name, form, defaultText, help, /* secret= */ false, parser);
  }

  private static <T> Setting<T> declare(
      String name,
      String form,
      String defaultText,
      String help,
      boolean secret,
      Function<String, T> parser) {
    Optional<String> holds = defaultText.isEmpty() ? Optional.empty() : Optional.of(defaultText);
    Setting<T> setting = new Setting<>(name, Group.DATABASE, form, holds, help, secret, parser);
    ALL.add(setting);
    return setting;
  }
}
