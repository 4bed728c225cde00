package dev.cuboid.server.project;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.JdbcServer;
import dev.cuboid.engine.source.JdbcServer.Option;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.DatabaseSettings;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Setting;
import dev.cuboid.server.config.WarehouseSettings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the settings of a database whose driver lies in the project's folder {@code drivers}. */
final class JdbcDataSources {

  private static final String DRIVERS = "drivers";

  /** Databricks' driver takes a token as the password of this user. */
  private static final String TOKEN_USER = "token";

  private static final Map<Option, Setting<String>> PRESTO =
      Map.of(
          Option.CATALOG, WarehouseSettings.PRESTO_CATALOG,
          Option.ACCESS_TOKEN, WarehouseSettings.PRESTO_AUTH_TOKEN);

  private static final Map<String, Map<Option, Setting<String>>> OPTIONS =
      Map.of(
          "athena",
          Map.of(
              Option.REGION, WarehouseSettings.AWS_REGION,
              Option.OUTPUT_LOCATION, WarehouseSettings.AWS_OUTPUT_LOCATION,
              Option.WORKGROUP, WarehouseSettings.ATHENA_WORKGROUP,
              Option.CATALOG, WarehouseSettings.ATHENA_CATALOG),
          "bigquery",
          Map.of(
              Option.PROJECT, WarehouseSettings.BIGQUERY_PROJECT,
              Option.KEY_FILE, WarehouseSettings.BIGQUERY_KEY_FILE,
              Option.LOCATION, WarehouseSettings.BIGQUERY_LOCATION),
          "clickhouse",
          Map.of(
              Option.READ_ONLY, WarehouseSettings.CLICKHOUSE_READ_ONLY,
              Option.COMPRESSED, WarehouseSettings.CLICKHOUSE_COMPRESSION),
          "databricks-jdbc",
          Map.of(
              Option.URL, WarehouseSettings.DATABRICKS_URL,
              Option.CATALOG, WarehouseSettings.DATABRICKS_CATALOG),
          "mssql",
          Map.of(Option.DOMAIN, WarehouseSettings.DOMAIN),
          "prestodb",
          PRESTO,
          "snowflake",
          Map.of(
              Option.ACCOUNT, WarehouseSettings.SNOWFLAKE_ACCOUNT,
              Option.WAREHOUSE, WarehouseSettings.SNOWFLAKE_WAREHOUSE,
              Option.ROLE, WarehouseSettings.SNOWFLAKE_ROLE,
              Option.KEY_FILE, WarehouseSettings.SNOWFLAKE_PRIVATE_KEY_PATH),
          "trino",
          PRESTO);

  /** Kinds of databases, by what comes after {@code jdbc:} in the address for their driver. */
  private static final Map<String, String> TYPES_OF_ADDRESSES =
      Map.ofEntries(
          Map.entry("athena", "athena"),
          Map.entry("bigquery", "bigquery"),
          Map.entry("ch", "clickhouse"),
          Map.entry("clickhouse", "clickhouse"),
          Map.entry("databricks", "databricks-jdbc"),
          Map.entry("mariadb", "mariadb"),
          Map.entry("mysql", "mysql"),
          Map.entry("oracle", "oracle"),
          Map.entry("presto", "prestodb"),
          Map.entry("snowflake", "snowflake"),
          Map.entry("sqlite", "sqlite"),
          Map.entry("sqlserver", "mssql"),
          Map.entry("trino", "trino"));

  private JdbcDataSources() {}

  /**
   * The kind of database that {@code jdbc} stands for.
   *
   * @throws ConfigurationException where {@code CUBEJS_JDBC_URL} does not say it
   */
  static String typeOfAddress(Environment environment) {
    String address =
        environment
            .find(DatabaseSettings.JDBC_URL)
            .orElseThrow(() -> missing(DatabaseSettings.JDBC_URL, "jdbc", environment));
    String[] parts = address.split(":", 3);
    String type =
        parts.length == 3 && parts[0].equals("jdbc") ? TYPES_OF_ADDRESSES.get(parts[1]) : null;
    if (type == null) {
      throw new ConfigurationException(
          "%s does not begin with the address of a database that is supported: jdbc: and one of %s"
              .formatted(
                  environment.variable(DatabaseSettings.JDBC_URL),
                  String.join(", ", new TreeSet<>(TYPES_OF_ADDRESSES.keySet()))));
    }
    return type;
  }

  private static ConfigurationException missing(
      Setting<?> setting, String type, Environment environment) {
    return new ConfigurationException(
        "%s is needed where %s is %s"
            .formatted(
                environment.variable(setting), environment.variable(DatabaseSettings.TYPE), type));
  }

  /**
   * @param type one that {@link JdbcServer#knows}
   * @param project against whose folder relative paths are read
   * @throws ConfigurationException where a setting is missing or cannot be used
   */
  static DataSourceConfig read(String type, Environment environment, Path project, Limits limits) {
    Map<Option, String> options = new EnumMap<>(Option.class);
    environment.find(DatabaseSettings.JDBC_URL).ifPresent(url -> options.put(Option.URL, url));
    OPTIONS
        .getOrDefault(type, Map.of())
        .forEach(
            (option, setting) -> {
              Optional<String> value = value(setting, environment);
              if (value.isPresent()) {
                options.put(option, value.get());
              } else if (JdbcServer.required(type).contains(option)
                  && !options.containsKey(Option.URL)) {
                throw missing(setting, type, environment);
              }
            });
    options.computeIfPresent(Option.KEY_FILE, (_, file) -> project.resolve(file).toString());
    JdbcServer server =
        new JdbcServer(
            type,
            environment.find(
                type.equals("snowflake")
                    ? WarehouseSettings.SNOWFLAKE_HOST
                    : DatabaseSettings.HOST),
            environment.find(DatabaseSettings.PORT),
            database(type, environment, project),
            user(type, environment),
            password(type, environment),
            DatabaseTls.read(environment, project),
            options);
    try {
      return server.config(project.resolve(DRIVERS), limits);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          environment.variable(DatabaseSettings.TYPE) + " is " + type + ", but " + e.getMessage());
    }
  }

  private static Optional<String> value(Setting<String> setting, Environment environment) {
    Optional<String> value = environment.find(setting);
    return setting.equals(WarehouseSettings.PRESTO_CATALOG)
        ? value.or(() -> environment.find(WarehouseSettings.PRESTO_CATALOG_FORMER))
        : value;
  }

  private static Optional<String> database(String type, Environment environment, Path project) {
    Optional<String> name = DataSources.databaseName(environment);
    return type.equals("sqlite") ? name.map(file -> project.resolve(file).toString()) : name;
  }

  private static String user(String type, Environment environment) {
    return switch (type) {
      case "athena" -> environment.find(WarehouseSettings.AWS_KEY).orElse("");
      case "databricks-jdbc" -> TOKEN_USER;
      default -> environment.find(DatabaseSettings.USER).orElse("");
    };
  }

  private static Secret password(String type, Environment environment) {
    Setting<String> setting =
        switch (type) {
          case "athena" -> WarehouseSettings.AWS_SECRET;
          case "databricks-jdbc" -> WarehouseSettings.DATABRICKS_TOKEN;
          default -> DatabaseSettings.PASSWORD;
        };
    return new Secret(environment.find(setting).orElse(""));
  }
}
