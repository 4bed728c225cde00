package dev.cuboid.server.project;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.JdbcServer;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.DatabaseSettings;
import dev.cuboid.server.config.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads from the settings of a data source which database it is. */
final class DataSources {

  /** As Cube's drivers have it; all others have {@link #USUAL_CONCURRENCY}. */
  private static final Map<String, Integer> CONCURRENCY =
      Map.of(
          "bigquery", 10,
          "athena", 5,
          "clickhouse", 5,
          "firebolt", 5,
          "snowflake", 5,
          "redshift", 4,
          "ksql", 1);

  private static final int USUAL_CONCURRENCY = 2;
  private static final int POSTGRES_PORT = 5432;
  private static final int REDSHIFT_PORT = 5439;

  private DataSources() {}

  /**
   * @param environment as the data source sees it
   * @param project against whose folder relative paths are read
   * @throws ConfigurationException where a setting is missing or unknown
   */
  static DataSourceConfig read(Environment environment, Path project) {
    String type =
        environment
            .find(DatabaseSettings.TYPE)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Either CUBEJS_DB_TYPE or CreateOptions.driverFactory must be specified"));
    return switch (type) {
      case "duckdb" -> DuckDbDataSources.read(environment, project, limits(type, environment));
      case "postgres" -> postgres(type, POSTGRES_PORT, environment, project);
      case "redshift" -> postgres(type, REDSHIFT_PORT, environment, project);
      default -> {
        String kind = type.equals("jdbc") ? JdbcDataSources.typeOfAddress(environment) : type;
        if (!JdbcServer.knows(kind)) {
          throw new ConfigurationException(
              "%s is %s, which is not supported"
                  .formatted(environment.variable(DatabaseSettings.TYPE), type));
        }
        yield JdbcDataSources.read(kind, environment, project, limits(kind, environment));
      }
    };
  }

  /** The name of the database, also where one of Cube's former variables says it. */
  static Optional<String> databaseName(Environment environment) {
    return environment
        .find(DatabaseSettings.NAME)
        .or(() -> environment.find(DatabaseSettings.SCHEMA))
        .or(() -> environment.find(DatabaseSettings.DATABASE));
  }

  private static DataSourceConfig postgres(
      String type, int usualPort, Environment environment, Path project) {
    return new DataSourceConfig.Postgres(
        type,
        environment.find(DatabaseSettings.HOST).orElse("localhost"),
        environment.find(DatabaseSettings.PORT).orElse(usualPort),
        databaseName(environment).orElse("postgres"),
        environment.find(DatabaseSettings.USER).orElse("postgres"),
        new Secret(environment.find(DatabaseSettings.PASSWORD).orElse("")),
        DatabaseTls.read(environment, project),
        limits(type, environment));
  }

  private static DataSourceConfig.Limits limits(String type, Environment environment) {
    DataSourceConfig.Limits defaults = DataSourceConfig.Limits.DEFAULT;
    int concurrency =
        environment
            .find(DatabaseSettings.CONCURRENCY)
            .orElseGet(() -> CONCURRENCY.getOrDefault(type, USUAL_CONCURRENCY));
    Duration queryTimeout = environment.get(DatabaseSettings.QUERY_TIMEOUT);
    return new DataSourceConfig.Limits(
        concurrency,
        Math.max(concurrency, environment.get(DatabaseSettings.MAX_POOL)),
        environment.get(DatabaseSettings.MIN_POOL),
        defaults.idleTimeout(),
        defaults.connectTimeout(),
        queryTimeout);
  }
}
