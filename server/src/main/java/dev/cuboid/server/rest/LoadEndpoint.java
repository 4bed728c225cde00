package dev.cuboid.server.rest;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.engine.QueryResult;
import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.engine.trace.Span;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.Query;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.query.plan.PlannedQuery;
import dev.cuboid.query.request.CacheModes;
import dev.cuboid.query.request.NormalizedQuery;
import dev.cuboid.query.request.QueryRequest;
import dev.cuboid.query.request.QueryType;
import dev.cuboid.query.request.ResultShapes;
import dev.cuboid.server.http.Body;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.project.TenantModels;
import dev.cuboid.server.rest.KnownPlans.Planned;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /load}, and the cancelling of what it started. */
final class LoadEndpoint {

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final TenantModels models;
  private final ModelView.Cache views;
  private final QueryReader reader;
  private final TenantOptions options;
  private final QueryEngine engine;
  private final boolean development;
  private final KnownPlans plans;
  private final PreparedRequests prepared = new PreparedRequests();

  /**
   * @param development whether members that are not public may be asked for, and answers say more
   */
  LoadEndpoint(
      TenantModels models,
      ModelView.Cache views,
      QueryReader reader,
      TenantOptions options,
      QueryEngine engine,
      KnownPlans plans,
      boolean development) {
    this.models = models;
    this.views = views;
    this.reader = reader;
    this.options = options;
    this.engine = engine;
    this.plans = plans;
    this.development = development;
  }

  Response load(Request request, Caller caller) {
    PreparedRequest planned = prepared(request, caller);
    List<LoadedQuery> results = new ArrayList<>();
    for (PreparedQuery query : planned.queries()) {
      results.add(load(query, planned.cacheMode(), caller));
    }
    return planned.isMulti() ? multi(planned, results) : single(results.getFirst());
  }

  private PreparedRequest prepared(Request request, Caller caller) {
    try (Span span = caller.span().begin("plan")) {
      return prepared(request, caller, span);
    }
  }

  private PreparedRequest prepared(Request request, Caller caller, Span span) {
    ModelView view = views.of(caller.model(models));
    PlanContext context = caller.planContext();
    boolean ownDatabases = caller.sources().areOwn();
    Optional<PreparedRequest> known =
        ownDatabases ? Optional.empty() : prepared.find(request, view, context);
    span.set("cuboid.plan.cached", Boolean.toString(known.isPresent()));
    if (known.isPresent()) {
      return known.get();
    }
    QueryParameter parameter = QueryParameter.of(request);
    QueryRequest read = reader.read(parameter, caller);
    PreparedRequest planned = prepare(parameter, read, view, caller);
    boolean again =
        !ownDatabases && read.queries().stream().noneMatch(NormalizedQuery::dependsOnNow);
    // What a hook makes of a query may differ at its next turn.
    if (again && !reader.rewrites()) {
      prepared.put(request, view, context, planned);
    }
    return planned;
  }

  private PreparedRequest prepare(
      QueryParameter parameter, QueryRequest read, ModelView view, Caller caller) {
    if (read.type() != QueryType.REGULAR && !parameter.isMulti()) {
      throw new ApiException(
          400,
          "'"
              + read.type().text()
              + "' query type is not supported by the client.Please update the client.");
    }
    Optional<CacheMode> cacheMode = parameter.cache().map(LoadEndpoint::cacheMode);
    List<PreparedQuery> queries = new ArrayList<>();
    for (NormalizedQuery query : read.queries()) {
      queries.add(prepare(query, read.type(), view, caller));
    }
    return new PreparedRequest(
        read.type(),
        parameter.isMulti(),
        cacheMode,
        queries,
        parameter.isMulti() ? pivot(read).toString() : "");
  }

  private PreparedQuery prepare(
      NormalizedQuery normalized, QueryType type, ModelView view, Caller caller) {
    Query query = normalized.query();
    Planned known = plans.planned(view, query, caller);
    PlannedQuery planned = known.query();
    SqlQuery sql = planned.sql();
    if (!development) {
      view.annotations().requireVisible(query);
    }
    return new PreparedQuery(
        sql,
        query.total() ? Optional.of(planned.total()) : Optional.empty(),
        ResultShapes.of(normalized, sql.columns(), type),
        planned.refreshKeys(),
        normalized.cacheMode(),
        normalized.loadJson().toString(),
        known.json().annotation(() -> view.annotations().of(query)));
  }

  private static CacheMode cacheMode(String text) {
    try {
      return CacheModes.of(text);
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          400,
          "Invalid query format: \"cacheMode\" must be one of [stale-if-slow,"
              + " stale-while-revalidate, must-revalidate, no-cache]");
    }
  }

  private LoadedQuery load(PreparedQuery query, Optional<CacheMode> cacheMode, Caller caller) {
    LoadRequest request =
        new LoadRequest(
            query.sql(),
            query.shape(),
            query.refreshKeys(),
            cacheMode.orElse(query.cacheMode()),
            caller.cacheScope(),
            caller.requestId(),
            caller.sources().ownDatabase(query.sql().dataSource()),
            options.of(caller, query.sql().dataSource()),
            caller.span());
    QueryResult result = engine.load(request);
    OptionalLong total =
        query.total().isPresent()
            ? OptionalLong.of(engine.count(query.total().get(), request))
            : OptionalLong.empty();
    return new LoadedQuery(head(query, result, total, caller), result);
  }

  /**
   * An answer.
   *
   * @param head its JSON up to the value of {@code data}
   */
  private record LoadedQuery(String head, QueryResult result) {

    /** The JSON, in which the rows stand as the cache has them. */
    Body body() {
      return Body.joined(List.of(text(head), new RowsBody(result.data()), text("}")));
    }
  }

  private String head(PreparedQuery query, QueryResult result, OptionalLong total, Caller caller) {
    ObjectNode tail = Json.object();
    tail.put("dataSource", result.dataSource());
    tail.put("dbType", result.dbType());
    tail.put("external", false);
    tail.put("slowQuery", result.slowQuery());
    total.ifPresent(count -> tail.put("total", count));
    if (development) {
      tail.put("requestId", caller.requestId());
    }
    String tailJson = tail.toString();
    return "{\"query\":"
        + query.queryJson()
        + ",\"lastRefreshTime\":\""
        + INSTANT.format(result.lastRefreshTime())
        + "\",\"annotation\":"
        + query.annotationJson()
        + ","
        + tailJson.substring(1, tailJson.length() - 1)
        + ",\"data\":";
  }

  private static Response single(LoadedQuery loaded) {
    return Response.json(200, loaded.body());
  }

  private static Response multi(PreparedRequest planned, List<LoadedQuery> results) {
    List<Body> pieces = new ArrayList<>();
    pieces.add(text("{\"queryType\":\"" + planned.type().text() + "\",\"results\":["));
    for (int i = 0; i < results.size(); i++) {
      if (i > 0) {
        pieces.add(text(","));
      }
      pieces.add(results.get(i).body());
    }
    boolean slow = results.stream().anyMatch(loaded -> loaded.result().slowQuery());
    pieces.add(text("],\"pivotQuery\":" + planned.pivotJson() + ",\"slowQuery\":" + slow + "}"));
    return Response.json(200, Body.joined(pieces));
  }

  private static ObjectNode pivot(QueryRequest read) {
    ObjectNode pivot = read.pivotQuery().deepCopy();
    pivot.remove("cacheMode");
    if (read.type() == QueryType.BLENDING) {
      ObjectNode first = read.queries().getFirst().loadJson();
      for (String key : List.of("limit", "timezone", "filters", "rowLimit", "responseFormat")) {
        if (first.has(key)) {
          pivot.set(key, first.get(key));
        }
      }
      if (pivot.path("dimensions").isEmpty()) {
        pivot.remove("dimensions");
      }
    }
    return pivot;
  }

  /** Cancels what only the named request waits for. */
  Response cancel(Request request, Caller caller) {
    String requestId = request.path().substring(request.path().lastIndexOf('/') + 1);
    ArrayNode cancelled = Json.MAPPER.createArrayNode();
    if (engine.cancel(requestId, caller.cacheScope())) {
      cancelled.add(requestId);
    }
    return Response.json(200, Json.bytes(Json.object().set("result", cancelled)));
  }

  private static Body text(String text) {
    return Body.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
