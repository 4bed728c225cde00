package dev.cuboid.server.project;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads from the settings which databases there are. */
public final class DataSources {

  private static final String DEFAULT = "default";

  private DataSources() {}

  /**
   * @param project against whose folder relative paths are read
   * @throws ConfigurationException where a setting is missing or unknown
   */
  public static Map<String, DataSourceConfig> read(Environment environment, Path project) {
    String type =
        environment
            .find(Settings.DB_TYPE)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Either CUBEJS_DB_TYPE or CreateOptions.driverFactory must be specified"));
    DataSourceConfig config =
        switch (type) {
          case "duckdb" -> duckDb(environment, project);
          case "postgres" -> postgres(environment);
          default ->
              throw new ConfigurationException(
                  "CUBEJS_DB_TYPE is " + type + ", expected duckdb or postgres");
        };
    return Map.of(DEFAULT, config);
  }

  private static DataSourceConfig duckDb(Environment environment, Path project) {
    Optional<Path> file =
        environment
            .find(Settings.DUCKDB_PATH)
            .filter(path -> !path.equals(":memory:"))
            .map(project::resolve);
    return new DataSourceConfig.DuckDb(
        file,
        /* readOnly= */ file.isPresent(),
        environment.find(Settings.DUCKDB_MEMORY_LIMIT),
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        environment.find(Settings.DUCKDB_SCHEMA),
        limits(environment));
  }

  private static DataSourceConfig postgres(Environment environment) {
    Tls tls =
        environment.get(Settings.DB_SSL)
            ? new Tls.Enabled(
                environment.get(Settings.DB_SSL_REJECT_UNAUTHORIZED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())
            : new Tls.Disabled();
    return new DataSourceConfig.Postgres(
        "postgres",
        environment.find(Settings.DB_HOST).orElse("localhost"),
        environment.get(Settings.DB_PORT),
        environment.find(Settings.DB_NAME).orElse("postgres"),
        environment.find(Settings.DB_USER).orElse("postgres"),
        new Secret(environment.find(Settings.DB_PASSWORD).orElse("")),
        tls,
        limits(environment));
  }

  private static DataSourceConfig.Limits limits(Environment environment) {
    DataSourceConfig.Limits defaults = DataSourceConfig.Limits.DEFAULT;
    int concurrency = environment.get(Settings.CONCURRENCY);
    Duration queryTimeout = environment.get(Settings.DB_QUERY_TIMEOUT);
    return new DataSourceConfig.Limits(
        concurrency,
        Math.max(concurrency, environment.get(Settings.DB_MAX_POOL)),
        defaults.minConnections(),
        defaults.idleTimeout(),
        defaults.connectTimeout(),
        queryTimeout);
  }
}
