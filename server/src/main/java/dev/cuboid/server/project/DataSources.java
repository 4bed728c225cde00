package dev.cuboid.server.project;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.JdbcServer;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
            .find(Settings.DB_TYPE)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Either CUBEJS_DB_TYPE or CreateOptions.driverFactory must be specified"));
    return switch (type) {
      case "duckdb" -> duckDb(environment, project);
      case "postgres" -> postgres(type, POSTGRES_PORT, environment, project);
      case "redshift" -> postgres(type, REDSHIFT_PORT, environment, project);
      default -> {
        if (!JdbcServer.knows(type)) {
          throw new ConfigurationException(
              "%s is %s, which is not supported"
                  .formatted(environment.variable(Settings.DB_TYPE), type));
        }
        yield JdbcDataSources.read(type, environment, project, limits(type, environment));
      }
    };
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
        limits("duckdb", environment));
  }

  private static DataSourceConfig postgres(
      String type, int usualPort, Environment environment, Path project) {
    Tls tls =
        environment.get(Settings.DB_SSL)
            ? new Tls.Enabled(
                environment.get(Settings.DB_SSL_REJECT_UNAUTHORIZED),
                environment.find(Settings.DB_SSL_CA).map(pem -> contents(pem, project)),
                environment.find(Settings.DB_SSL_CERT).map(pem -> contents(pem, project)),
                environment
                    .find(Settings.DB_SSL_KEY)
                    .map(pem -> new Secret(contents(pem, project))))
            : new Tls.Disabled();
    return new DataSourceConfig.Postgres(
        type,
        environment.find(Settings.DB_HOST).orElse("localhost"),
        environment.find(Settings.DB_PORT).orElse(usualPort),
        environment.find(Settings.DB_NAME).orElse("postgres"),
        environment.find(Settings.DB_USER).orElse("postgres"),
        new Secret(environment.find(Settings.DB_PASSWORD).orElse("")),
        tls,
        limits(type, environment));
  }

  /** Certificates and keys are given as they are, or by the name of a file. */
  private static String contents(String pem, Path project) {
    if (pem.contains("-----BEGIN")) {
      return pem;
    }
    try {
      return Files.readString(project.resolve(pem));
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(
          "A certificate or key of CUBEJS_DB_SSL_* is neither PEM text nor a file that can be"
              + " read");
    }
  }

  private static DataSourceConfig.Limits limits(String type, Environment environment) {
    DataSourceConfig.Limits defaults = DataSourceConfig.Limits.DEFAULT;
    int concurrency =
        environment
            .find(Settings.CONCURRENCY)
            .orElseGet(() -> CONCURRENCY.getOrDefault(type, USUAL_CONCURRENCY));
    Duration queryTimeout = environment.get(Settings.DB_QUERY_TIMEOUT);
    return new DataSourceConfig.Limits(
        concurrency,
        Math.max(concurrency, environment.get(Settings.DB_MAX_POOL)),
        environment.get(Settings.DB_MIN_POOL),
        defaults.idleTimeout(),
        defaults.connectTimeout(),
        queryTimeout);
  }
}
