package dev.cuboid.server.project;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.ExternalAccess;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.DatabaseSettings;
import dev.cuboid.server.config.DuckDbSettings;
import dev.cuboid.server.config.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of a DuckDB inside the server. */
final class DuckDbDataSources {

  /** DuckDB's extension for files on other machines. */
  private static final String HTTPFS = "httpfs";

  private static final String S3 = "s3://";
  private static final Pattern ADDRESS = Pattern.compile("^[a-z0-9]+://.*");

  private DuckDbDataSources() {}

  /**
   * @param project against whose folder relative paths are read
   * @throws ConfigurationException where a setting cannot be used
   */
  static DataSourceConfig read(Environment environment, Path project, Limits limits) {
    Optional<Path> file =
        environment
            .find(DuckDbSettings.PATH)
            .filter(path -> !path.equals(":memory:"))
            .map(project::resolve);
    return new DataSourceConfig.DuckDb(
        file,
        /* readOnly= */ file.isPresent(),
        environment.find(DuckDbSettings.MEMORY_LIMIT),
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        environment.find(DuckDbSettings.SCHEMA),
        externalAccess(environment, project),
        limits);
  }

  private static Optional<ExternalAccess> externalAccess(Environment environment, Path project) {
    Map<String, Secret> settings = new HashMap<>();
    DuckDbSettings.s3()
        .forEach(
            (name, setting) ->
                environment
                    .find(setting)
                    .ifPresent(value -> settings.put(name, new Secret(value))));
    boolean credentialChain = environment.get(DuckDbSettings.S3_CREDENTIAL_CHAIN);
    boolean usesS3 = !settings.isEmpty() || credentialChain;
    Path folder = project.toAbsolutePath().normalize();
    List<String> readable = new ArrayList<>();
    for (String name : environment.find(DuckDbSettings.DIRECTORIES).orElse(List.of())) {
      boolean isAddress = ADDRESS.matcher(name).matches();
      readable.add(isAddress ? name : folder.resolve(name).normalize().toString());
    }
    List<String> extensions =
        new ArrayList<>(environment.find(DuckDbSettings.EXTENSIONS).orElse(List.of()));
    if (usesS3) {
      readable.add(S3);
      if (!extensions.contains(HTTPFS)) {
        extensions.add(HTTPFS);
      }
    }
    List<String> community =
        environment.find(DuckDbSettings.COMMUNITY_EXTENSIONS).orElse(List.of());
    if (readable.isEmpty() && extensions.isEmpty() && community.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ExternalAccess(readable, extensions, community, settings, credentialChain));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          environment.variable(DatabaseSettings.TYPE) + " is duckdb, but " + e.getMessage());
    }
  }
}
