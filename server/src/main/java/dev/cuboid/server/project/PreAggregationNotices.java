package dev.cuboid.server.project;

import dev.cuboid.model.DataModel;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.plan.PreAggregationTables;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.QuerySettings;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once of each pre-aggregation of a model why its database could not keep it. Queries are
 * answered from the source all the same. Thread-safe.
 */
public final class PreAggregationNotices {

  private static final Logger log = LoggerFactory.getLogger(PreAggregationNotices.class);

  /** Tenants' tables may have other names, and a model may be edited for a long time. */
  private static final int MOST_LINES = 1_000;

  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final String schema;

  /**
   * @param schema of the tables, where no hook names another
   */
  private PreAggregationNotices(String schema) {
    this.schema = schema;
  }

  /** For the schema that the settings name. */
  public static PreAggregationNotices of(Environment environment) {
    return new PreAggregationNotices(schema(environment));
  }

  /** The schema that the settings name. */
  public static String schema(Environment environment) {
    return environment
        .find(QuerySettings.PRE_AGGREGATIONS_SCHEMA)
        .orElseGet(
            () ->
                environment.isDevelopmentMode() ? "dev_pre_aggregations" : "prod_pre_aggregations");
  }

  /**
   * A model has been loaded.
   *
   * @param ownSchema that a hook names
   * @param dialect of a data source, where it is known
   */
  public void loaded(
      DataModel model, Optional<String> ownSchema, Function<String, Optional<Dialect>> dialect) {
    PreAggregationTables tables = new PreAggregationTables(ownSchema.orElse(schema));
    for (PreAggregationTables.Obstacle obstacle : tables.obstacles(model, dialect)) {
      String line = obstacle.preAggregation().position() + ": " + obstacle.message();
      if (said.size() < MOST_LINES && said.add(line)) {
        log.warn("{} ({})", line, obstacle.preAggregation().fullName());
      }
    }
  }
}
