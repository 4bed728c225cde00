package dev.cuboid.query.plan;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.compile.ModelCompilers;
import dev.cuboid.query.Query;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.script.ScriptConsole;
import dev.cuboid.script.ScriptEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small shop of two tenants, in real databases. */
record Shop(TestDatabase database, QueryPlanner planner) {

  static final PlanContext EVERYBODY =
      new PlanContext(ContextValues.empty(), MissingContextValue.ALLOW_ALL);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2024-01-15T12:00:00Z"));
  static final String DATA = resource("shop.sql");
  private static final DataModel MODEL = compile(resource("shop.yml"));
  private static final List<Shop> ALL =
      TestDatabase.ALL.stream().map(database -> database.with(DATA)).map(Shop::of).toList();

  /** One for each kind of database; named by it in parameterized tests. */
  static Stream<Shop> everywhere() {
    return ALL.stream();
  }

  /** For the text of a dialect only; there is no such database. */
  static QueryPlanner planner(Dialect dialect) {
    return QueryPlanner.create(MODEL, dialect, CLOCK);
  }

  static Shop of(TestDatabase database) {
    return of(database, MODEL);
  }

  static Shop of(TestDatabase database, DataModel model) {
    return new Shop(database, QueryPlanner.create(model, database.dialect(), CLOCK));
  }

  static DataModel compile(String yaml) {
    return ModelCompilers.standard(ScriptEngine.create(CLOCK), ScriptConsole.silent())
        .compile(List.of(new ModelFile("model.yml", yaml)), ContextValues.empty());
  }

  static PlanContext tenant(Object tenant) {
    return new PlanContext(
        ContextValues.of(Map.of("tenant", tenant)), MissingContextValue.ALLOW_ALL);
  }

  List<List<String>> rows(QueryBuilder query) {
    return rows(query.build(), EVERYBODY);
  }

  List<List<String>> rows(Query query, PlanContext context) {
    return database.rows(planner.plan(query, context));
  }

  /** Rows of SQL that a person wrote. */
  List<List<String>> expected(String sql) {
    return database.rows(new SqlQuery(sql, List.of(), List.of(), "default"));
  }

  @Override
  public String toString() {
    return database.name();
  }

  private static String resource(String name) {
    try (InputStream stream = Shop.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
