package dev.cuboid.server.project;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.JdbcServer;
import dev.cuboid.engine.source.JdbcServer.Option;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Setting;
import dev.cuboid.server.config.Settings;
import dev.cuboid.server.config.WarehouseSettings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of a database whose driver lies in the project's folder {@code drivers}. */
final class JdbcDataSources {

  private static final String DRIVERS = "drivers";

  /** Databricks' driver takes a token as the password of this user. */
  private static final String TOKEN_USER = "token";

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
          "databricks-jdbc",
          Map.of(
              Option.URL, WarehouseSettings.DATABRICKS_URL,
              Option.CATALOG, WarehouseSettings.DATABRICKS_CATALOG),
          "prestodb",
          Map.of(Option.CATALOG, WarehouseSettings.PRESTO_CATALOG),
          "snowflake",
          Map.of(
              Option.ACCOUNT, WarehouseSettings.SNOWFLAKE_ACCOUNT,
              Option.WAREHOUSE, WarehouseSettings.SNOWFLAKE_WAREHOUSE,
              Option.ROLE, WarehouseSettings.SNOWFLAKE_ROLE,
              Option.KEY_FILE, WarehouseSettings.SNOWFLAKE_PRIVATE_KEY_PATH),
          "trino",
          Map.of(Option.CATALOG, WarehouseSettings.PRESTO_CATALOG));

  private JdbcDataSources() {}

  /**
   * @param type one that {@link JdbcServer#knows}
   * @param project against whose folder relative paths are read
   * @throws ConfigurationException where a setting is missing or cannot be used
   */
  static DataSourceConfig read(String type, Environment environment, Path project, Limits limits) {
    Map<Option, String> options = new EnumMap<>(Option.class);
    OPTIONS
        .getOrDefault(type, Map.of())
        .forEach(
            (option, setting) -> {
              Optional<String> value = environment.find(setting);
              if (value.isEmpty() && JdbcServer.required(type).contains(option)) {
                throw new ConfigurationException(
                    "%s is needed where %s is %s"
                        .formatted(
                            environment.variable(setting),
                            environment.variable(Settings.DB_TYPE),
                            type));
              }
              value.ifPresent(text -> options.put(option, text));
            });
    options.computeIfPresent(Option.KEY_FILE, (_, file) -> project.resolve(file).toString());
    JdbcServer server =
        new JdbcServer(
            type,
            environment.find(
                type.equals("snowflake") ? WarehouseSettings.SNOWFLAKE_HOST : Settings.DB_HOST),
            environment.find(Settings.DB_PORT),
            database(type, environment, project),
            user(type, environment),
            password(type, environment),
            environment.get(Settings.DB_SSL),
            environment.get(Settings.DB_SSL_REJECT_UNAUTHORIZED),
            options);
    try {
      return server.config(project.resolve(DRIVERS), limits);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          environment.variable(Settings.DB_TYPE) + " is " + type + ", but " + e.getMessage());
    }
  }

  private static Optional<String> database(String type, Environment environment, Path project) {
    Optional<String> name = environment.find(Settings.DB_NAME);
    return type.equals("sqlite") ? name.map(file -> project.resolve(file).toString()) : name;
  }

  private static String user(String type, Environment environment) {
    return switch (type) {
      case "athena" -> environment.find(WarehouseSettings.AWS_KEY).orElse("");
      case "databricks-jdbc" -> TOKEN_USER;
      default -> environment.find(Settings.DB_USER).orElse("");
    };
  }

  private static Secret password(String type, Environment environment) {
    Setting<String> setting =
        switch (type) {
          case "athena" -> WarehouseSettings.AWS_SECRET;
          case "databricks-jdbc" -> WarehouseSettings.DATABRICKS_TOKEN;
          default -> Settings.DB_PASSWORD;
        };
    return new Secret(environment.find(setting).orElse(""));
  }
}
