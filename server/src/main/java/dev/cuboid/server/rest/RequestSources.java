package dev.cuboid.server.rest;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.Dialects;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.hooks.HookException;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.hooks.RequestContext;
import dev.cuboid.server.project.DataSourceCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The databases that a request asks, by the names that cubes give them. Thread-safe. */
final class RequestSources {

  private final Function<String, DataSourceConfig> databases;
  private final Map<String, DataSourceConfig> shared;
  private final boolean own;

  private RequestSources(
      Function<String, DataSourceConfig> databases,
      Map<String, DataSourceConfig> shared,
      boolean own) {
    this.databases = databases;
    this.shared = shared;
    this.own = own;
  }

  /** Those of the environment, the same for all requests. */
  static RequestSources shared(DataSourceCatalog catalog) {
    return new RequestSources(catalog::shared, catalog.shared(), /* own= */ false);
  }

  /** Those that the project's {@code driverFactory} describes, which is asked once for each. */
  static RequestSources own(
      ProjectHooks.DriverFactoryHook hook, DataSourceCatalog catalog, RequestContext context) {
    Map<String, DataSourceConfig> known = new ConcurrentHashMap<>();
    return new RequestSources(
        name ->
            known.computeIfAbsent(
                name, missing -> catalog.described(missing, hook.describe(context, missing))),
        catalog.shared(),
        /* own= */ true);
  }

  /** Whether another request may ask another database under the same name. */
  boolean areOwn() {
    return own;
  }

  /** The dialect of a database. */
  Dialect dialect(String dataSource) {
    String type = databases.apply(dataSource).dbType();
    return Dialects.byName(type)
        .orElseThrow(
            () -> new ConfigurationException("there is no SQL dialect for the database " + type));
  }

  /** The dialect of a database; empty where it cannot be told, which its queries will say. */
  Optional<Dialect> knownDialect(String dataSource) {
    try {
      return Optional.of(dialect(dataSource));
    } catch (ConfigurationException | HookException e) {
      return Optional.empty();
    }
  }

  /** The database, where it is not the one that the engine has under that name. */
  Optional<DataSourceConfig> ownDatabase(String dataSource) {
    DataSourceConfig config = databases.apply(dataSource);
    return config.equals(shared.get(dataSource)) ? Optional.empty() : Optional.of(config);
  }
}
