package dev.cuboid.server.validation;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.Dialects;
import dev.cuboid.query.plan.PreAggregationTables;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.hooks.HookException;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.hooks.RequestContext;
import dev.cuboid.server.project.DataSourceCatalog;
import dev.cuboid.server.project.PreAggregationNotices;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds pre-aggregations that their databases cannot keep. Functions of {@code cube.js} are asked
 * for a given context only.
 */
final class PreAggregationCheck {

  private final Environment environment;
  private final DataSourceCatalog databases;
  private final ProjectHooks hooks;
  private final Optional<RequestContext> context;

  PreAggregationCheck(
      Environment environment, Path project, ProjectHooks hooks, Optional<ContextValues> context) {
    this.environment = environment;
    this.databases = DataSourceCatalog.ofDescriptions(environment, project);
    this.hooks = hooks;
    this.context =
        context.map(
            values -> new RequestContext(Optional.of(values.asMap()), "validation", Map.of()));
  }

  /**
   * @throws HookException where the project's function names no schema
   */
  List<PreAggregationTables.Obstacle> obstacles(DataModel model) {
    String schema =
        context
            .flatMap(known -> hooks.preAggregationsSchema().map(hook -> hook.schema(known)))
            .orElseGet(() -> PreAggregationNotices.schema(environment));
    return new PreAggregationTables(schema).obstacles(model, this::dialect);
  }

  private Optional<Dialect> dialect(String dataSource) {
    Optional<ProjectHooks.DriverFactoryHook> factory = hooks.driverFactory();
    if (factory.isEmpty()) {
      return databases.knownDialect(dataSource);
    }
    try {
      return context
          .map(known -> factory.get().describe(known, dataSource))
          .map(description -> databases.described(dataSource, description).dbType())
          .flatMap(Dialects::byName);
    } catch (ConfigurationException | HookException e) {
      // Not of the model: a request that asks this database hears of it.
      return Optional.empty();
    }
  }
}
