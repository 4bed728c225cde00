package dev.cuboid.server.validation;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.engine.failure.ContinueWaitException;
import dev.cuboid.engine.failure.EngineException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelException;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.ResultFormat;
import dev.cuboid.query.ResultShape;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.Dialects;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.query.plan.QueryPlanner;
import dev.cuboid.query.request.RequestOptions;
import dev.cuboid.query.request.RequestReader;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.DatabaseSettings;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.QuerySettings;
import dev.cuboid.server.project.DataSourceCatalog;
import dev.cuboid.server.validation.Finding.Place;
import dev.cuboid.server.validation.Finding.Severity;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks the database for no rows of each member, to hear what it refuses. */
final class DatabaseCheck implements AutoCloseable {

  private static final String SCOPE = "validation";

  private final QueryEngine engine;
  private final QueryPlanner planner;
  private final RequestReader reader;
  private final PlanContext context;

  private DatabaseCheck(
      QueryEngine engine, QueryPlanner planner, RequestReader reader, PlanContext context) {
    this.engine = engine;
    this.planner = planner;
    this.reader = reader;
    this.context = context;
  }

  /**
   * @throws ConfigurationException when the settings name no database
   */
  static DatabaseCheck create(
      Path project, Environment environment, DataModel model, PlanContext context, Clock clock) {
    String type = environment.find(DatabaseSettings.TYPE).orElse("");
    QueryEngine engine =
        QueryEngine.create(
            EngineOptions.defaults(),
            DataSourceCatalog.ofEnvironment(environment, project).shared(),
            clock);
    Dialect dialect =
        Dialects.byName(type)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "there is no SQL dialect for CUBEJS_DB_TYPE=" + type));
    RequestOptions options =
        new RequestOptions(
            clock,
            environment.get(QuerySettings.DEFAULT_TIMEZONE),
            environment.get(QuerySettings.QUERY_DEFAULT_LIMIT),
            environment.get(QuerySettings.QUERY_LIMIT));
    return new DatabaseCheck(
        engine, QueryPlanner.create(model, dialect, clock), new RequestReader(options), context);
  }

  /** What is wrong with the members of a cube; once, where all fail for the same reason. */
  List<Finding> check(Cube cube, Optional<Place> place) {
    Map<String, Finding> refused = new LinkedHashMap<>();
    int checked = 0;
    for (Map.Entry<String, ObjectNode> query : queries(cube).entrySet()) {
      checked++;
      refusal(query.getKey(), query.getValue(), place)
          .ifPresent(finding -> refused.put(query.getKey(), finding));
    }
    List<Finding> findings = List.copyOf(refused.values());
    boolean allForOneReason =
        findings.size() > 1
            && findings.size() == checked
            && findings.stream().map(DatabaseCheck::reason).distinct().count() == 1;
    if (!allForOneReason) {
      return findings;
    }
    Finding first = findings.getFirst();
    return List.of(
        new Finding(
            first.severity(), place, Optional.of(cube.name()), cube.name() + reason(first)));
  }

  private static Map<String, ObjectNode> queries(Cube cube) {
    Map<String, ObjectNode> queries = new LinkedHashMap<>();
    cube.measures().keySet().forEach(name -> add(queries, cube, name, "measures"));
    cube.dimensions().keySet().forEach(name -> add(queries, cube, name, "dimensions"));
    // A segment is no column: it is asked together with one.
    Optional<String> column = cube.dimensions().keySet().stream().findFirst();
    column.ifPresent(
        dimension ->
            cube.segments()
                .keySet()
                .forEach(
                    name ->
                        add(queries, cube, name, "segments")
                            .putArray("dimensions")
                            .add(cube.name() + "." + dimension)));
    return queries;
  }

  private static ObjectNode add(
      Map<String, ObjectNode> queries, Cube cube, String name, String kind) {
    String member = cube.name() + "." + name;
    ObjectNode query = JsonNodeFactory.instance.objectNode();
    query.putArray(kind).add(member);
    queries.put(member, query);
    return query;
  }

  private Optional<Finding> refusal(String member, ObjectNode query, Optional<Place> place) {
    try {
      SqlQuery sql = planner.plan(reader.read(query).queries().getFirst().query(), context);
      engine.load(
          new LoadRequest(
              withoutRows(sql),
              new ResultShape(List.of(), ResultFormat.DEFAULT),
              List.of(),
              CacheMode.NO_CACHE,
              SCOPE,
              member));
      return Optional.empty();
    } catch (ContinueWaitException e) {
      return Optional.of(finding(Severity.WARNING, member, place, "the database takes too long"));
    } catch (EngineException e) {
      return Optional.of(finding(Severity.ERROR, member, place, String.valueOf(e.getMessage())));
    } catch (QueryException | ModelException e) {
      return Optional.of(
          finding(
              Severity.WARNING,
              member,
              place,
              "cannot be checked with this context: " + e.getMessage()));
    }
  }

  private static SqlQuery withoutRows(SqlQuery query) {
    return query.withSql(
        "SELECT * FROM (" + query.sql() + ") AS checked LIMIT 0", OptionalInt.of(0));
  }

  private static Finding finding(
      Severity severity, String member, Optional<Place> place, String message) {
    return new Finding(severity, place, Optional.of(member), member + ": " + message);
  }

  /** The message without the member, and without the SQL that databases print below it. */
  private static String reason(Finding finding) {
    String message = finding.message().substring(finding.member().orElse("").length());
    return message.lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    engine.close();
  }
}
