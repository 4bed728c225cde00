package dev.cuboid.query.properties;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelCompiler;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.query.Query;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.plan.MissingContextValue;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.query.plan.QueryPlanner;
import dev.cuboid.query.plan.TestDatabase;
import dev.cuboid.query.request.NormalizedQuery;
import dev.cuboid.query.request.RequestOptions;
import dev.cuboid.query.request.RequestReader;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A generated model and its tables in a real database. */
record World(ModelSpec model, TestDatabase database, QueryPlanner planner) {

  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-06-15T12:00:00Z"));

  private static final ModelCompiler COMPILER =
      ModelCompilers.standard(ScriptEngine.create(CLOCK), ScriptConsole.silent());
  private static final RequestReader READER =
      new RequestReader(new RequestOptions(CLOCK, ZoneId.of("UTC"), 10_000, 50_000));

  /** Creates the tables in place of those of the world before. */
  static World of(ModelSpec model, TestDatabase database) {
    return named("world", model, database);
  }

  /**
   * @param name of the schema that has the tables
   */
  static World named(String name, ModelSpec model, TestDatabase database) {
    database.with(
        "DROP SCHEMA IF EXISTS %1$s CASCADE; CREATE SCHEMA %1$s; SET search_path = %1$s"
            .formatted(name));
    database.execute(model.tables());
    return new World(model, database, planner(model, database.dialect()));
  }

  static QueryPlanner planner(ModelSpec model, Dialect dialect) {
    return QueryPlanner.create(compile(model), dialect, CLOCK);
  }

  static DataModel compile(ModelSpec model) {
    return COMPILER.compile(
        List.of(new ModelFile("model.yml", ModelText.of(model))), ContextValues.empty());
  }

  /** The queries of a request; several where ranges are compared or results blended. */
  static List<Query> queries(JsonNode request) {
    return READER.read(request).queries().stream().map(NormalizedQuery::query).toList();
  }

  /** Everybody without tenants. */
  static PlanContext context(Optional<List<Integer>> tenants) {
    ContextValues values =
        tenants
            .map(ids -> ContextValues.of(Map.of("tenant", ids.size() == 1 ? ids.getFirst() : ids)))
            .orElse(ContextValues.empty());
    return new PlanContext(values, MissingContextValue.ALLOW_ALL);
  }

  SqlQuery sql(Query query, Optional<List<Integer>> tenants) {
    return planner.plan(query, context(tenants));
  }

  List<List<String>> rows(Query query, Optional<List<Integer>> tenants) {
    return database.rows(sql(query, tenants));
  }

  int total(Query query, Optional<List<Integer>> tenants) {
    return Integer.parseInt(
        database.rows(planner.planned(query, context(tenants)).total()).getFirst().getFirst());
  }
}
