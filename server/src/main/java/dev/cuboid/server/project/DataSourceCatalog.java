package dev.cuboid.server.project;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.Dialects;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.DatabaseSettings;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Setting;
import dev.cuboid.server.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The databases of a project, by the names that its cubes give in {@code data_source}. Where {@code
 * CUBEJS_DATASOURCES} declares names, there are no others; where it does not, every name means the
 * one database that there is, as in Cube.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/multiple-data-sources">Cube, multiple
 *     data sources</a>
 */
public final class DataSourceCatalog {

  private static final String DEFAULT = "default";

  private final Environment environment;
  private final Path project;
  private final Optional<List<String>> declared;
  private final Map<String, DataSourceConfig> shared;

  private DataSourceCatalog(
      Environment environment,
      Path project,
      Optional<List<String>> declared,
      Map<String, DataSourceConfig> shared) {
    this.environment = environment;
    this.project = project;
    this.declared = declared;
    this.shared = Map.copyOf(shared);
  }

  /**
   * The databases that the environment describes.
   *
   * @param project against whose folder relative paths are read
   * @throws ConfigurationException where a setting is missing or cannot be used
   */
  public static DataSourceCatalog ofEnvironment(Environment environment, Path project) {
    DataSourceCatalog empty = ofDescriptions(environment, project);
    Map<String, DataSourceConfig> shared = new LinkedHashMap<>();
    for (String name : empty.declared.orElse(List.of(DEFAULT))) {
      shared.put(name, empty.described(name, Map.of()));
    }
    return new DataSourceCatalog(environment, project, empty.declared, shared);
  }

  /** Databases of which the environment knows no more than what their descriptions leave open. */
  public static DataSourceCatalog ofDescriptions(Environment environment, Path project) {
    return new DataSourceCatalog(
        environment, project, environment.find(Settings.DATA_SOURCES), Map.of());
  }

  /** The databases that all requests share, by name. */
  public Map<String, DataSourceConfig> shared() {
    return shared;
  }

  /**
   * The database that all requests share under that name.
   *
   * @throws ConfigurationException where there is none
   */
  public DataSourceConfig shared(String name) {
    requireDeclared(name);
    DataSourceConfig config = shared.get(declared.isPresent() ? name : DEFAULT);
    if (config == null) {
      throw new ConfigurationException(
          "Either CUBEJS_DB_TYPE or CreateOptions.driverFactory must be specified");
    }
    return config;
  }

  /**
   * The database of a description, which the environment completes.
   *
   * @param description values that win over the environment's
   * @throws ConfigurationException where a setting is missing or cannot be used
   */
  public DataSourceConfig described(String name, Map<Setting<?>, String> description) {
    requireDeclared(name);
    Environment environment = seenBy(name).withSettings(description);
    // The environment's whole address would stand in the place of the host that is described.
    return DataSources.read(
        description.isEmpty()
            ? environment
            : environment.withSettings(Map.of(DatabaseSettings.JDBC_URL, "")),
        project);
  }

  /** The dialect of the database that the environment describes under that name, if it does. */
  public Optional<Dialect> knownDialect(String name) {
    return seenBy(name).find(DatabaseSettings.TYPE).flatMap(Dialects::byName);
  }

  private Environment seenBy(String name) {
    return declared.isEmpty() || name.equals(DEFAULT)
        ? environment
        : environment.forDataSource(name);
  }

  private void requireDeclared(String name) {
    if (declared.isPresent() && !declared.get().contains(name)) {
      throw new ConfigurationException(
          "The %s data source is missing in the declared CUBEJS_DATASOURCES.".formatted(name));
    }
  }
}
