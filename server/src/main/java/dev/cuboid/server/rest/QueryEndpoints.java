package dev.cuboid.server.rest;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.engine.QueryResult;
import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.Query;
import dev.cuboid.query.Query.OrderItem;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.query.request.CacheModes;
import dev.cuboid.query.request.NormalizedQuery;
import dev.cuboid.query.request.QueryRequest;
import dev.cuboid.query.request.QueryType;
import dev.cuboid.query.request.RequestReader;
import dev.cuboid.query.request.ResultShapes;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.project.TenantModels;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /load}, {@code /sql} and {@code /dry-run}. */
final class QueryEndpoints {

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final TenantModels models;
  private final ModelView.Cache views;
  private final RequestReader reader;
  private final QueryEngine engine;
  private final ProjectHooks hooks;
  private final boolean development;

  /**
   * @param development whether members that are not public may be asked for, and answers say more
   */
  QueryEndpoints(
      TenantModels models,
      ModelView.Cache views,
      RequestReader reader,
      QueryEngine engine,
      ProjectHooks hooks,
      boolean development) {
    this.models = models;
    this.views = views;
    this.reader = reader;
    this.engine = engine;
    this.hooks = hooks;
    this.development = development;
  }

  Response load(Request request, Caller caller) {
    QueryParameter parameter = QueryParameter.of(request);
    QueryRequest read = read(parameter, caller);
    if (read.type() != QueryType.REGULAR && !parameter.isMulti()) {
      throw new ApiException(
          400,
          "'"
              + read.type().text()
              + "' query type is not supported by the client.Please update the client.");
    }
    ModelView view = views.of(models.of(caller.tenant()));
    Optional<CacheMode> cache = parameter.cache().map(QueryEndpoints::cacheMode);
    List<LoadedQuery> results = new ArrayList<>();
    for (NormalizedQuery query : read.queries()) {
      results.add(load(query, read.type(), cache, view, caller));
    }
    return parameter.isMulti() ? multi(read, results) : single(results.getFirst());
  }

  private QueryRequest read(QueryParameter parameter, Caller caller) {
    return hooks
        .queryRewrite()
        .map(
            hook ->
                reader.read(parameter.query(), query -> hook.rewrite(query, caller.hookContext())))
        .orElseGet(() -> reader.read(parameter.query()));
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

  private LoadedQuery load(
      NormalizedQuery normalized,
      QueryType type,
      Optional<CacheMode> cache,
      ModelView view,
      Caller caller) {
    Query query = normalized.query();
    PlanContext context = caller.planContext();
    SqlQuery sql = view.planner().plan(query, context);
    if (!development) {
      view.annotations().requireVisible(query);
    }
    LoadRequest request =
        new LoadRequest(
            sql,
            ResultShapes.of(normalized, sql.columns(), type),
            view.planner().refreshKeys(query, context),
            cache.orElse(normalized.cacheMode()),
            caller.cacheScope(),
            caller.requestId());
    QueryResult result = engine.load(request);
    OptionalLong total =
        query.total()
            ? OptionalLong.of(engine.count(view.planner().planTotal(query, context), request))
            : OptionalLong.empty();
    ObjectNode head = head(normalized, result, total, view);
    if (development) {
      head.put("requestId", caller.requestId());
    }
    return new LoadedQuery(head, result);
  }

  /** An answer but for its rows, which are sent as they come from the engine. */
  private record LoadedQuery(ObjectNode head, QueryResult result) {

    /** The pieces of the JSON, the rows among them. */
    List<byte[]> pieces() {
      byte[] headBytes = Json.bytes(head);
      byte[] opening = new byte[headBytes.length - 1];
      System.arraycopy(headBytes, 0, opening, 0, opening.length);
      List<byte[]> pieces = new ArrayList<>();
      pieces.add(opening);
      pieces.add(bytes(",\"data\":"));
      pieces.addAll(result.data().segments());
      pieces.add(bytes("}"));
      return pieces;
    }
  }

  private static ObjectNode head(
      NormalizedQuery query, QueryResult result, OptionalLong total, ModelView view) {
    ObjectNode head = Json.object();
    head.set("query", query.loadJson());
    head.put("lastRefreshTime", INSTANT.format(result.lastRefreshTime()));
    head.set("annotation", view.annotations().of(query.query()));
    head.put("dataSource", result.dataSource());
    head.put("dbType", result.dbType());
    head.put("external", false);
    head.put("slowQuery", result.slowQuery());
    // Cube prints a total as its database prints a count: as a text.
    total.ifPresent(count -> head.put("total", count));
    return head;
  }

  private static Response single(LoadedQuery loaded) {
    return Response.json(200, loaded.pieces());
  }

  private static Response multi(QueryRequest read, List<LoadedQuery> results) {
    List<byte[]> pieces = new ArrayList<>();
    pieces.add(bytes("{\"queryType\":\"" + read.type().text() + "\",\"results\":["));
    for (int i = 0; i < results.size(); i++) {
      if (i > 0) {
        pieces.add(bytes(","));
      }
      pieces.addAll(results.get(i).pieces());
    }
    boolean slow = results.stream().anyMatch(loaded -> loaded.result().slowQuery());
    pieces.add(bytes("],\"pivotQuery\":"));
    pieces.add(Json.bytes(loadPivot(read)));
    pieces.add(bytes(",\"slowQuery\":" + slow + "}"));
    return Response.json(200, pieces);
  }

  private static ObjectNode loadPivot(QueryRequest read) {
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

  Response dryRun(Request request, Caller caller) {
    QueryRequest read = read(QueryParameter.of(request), caller);
    ModelView view = views.of(models.of(caller.tenant()));
    PlanContext context = caller.planContext();
    ObjectNode body = Json.object();
    body.put("queryType", read.type().text());
    ArrayNode normalized = body.putArray("normalizedQueries");
    ArrayNode order = body.putArray("queryOrder");
    ArrayNode transformed = body.putArray("transformedQueries");
    for (NormalizedQuery query : read.queries()) {
      view.planner().plan(query.query(), context);
      normalized.add(query.json());
      order.add(orderJson(query.query().order()));
      transformed.add(transformed(query.query(), context, view));
    }
    body.set("pivotQuery", read.pivotQuery());
    return Response.json(200, Json.bytes(body));
  }

  Response sql(Request request, Caller caller) {
    QueryRequest read = read(QueryParameter.of(request), caller);
    ModelView view = views.of(models.of(caller.tenant()));
    List<ObjectNode> answers = new ArrayList<>();
    for (NormalizedQuery query : read.queries()) {
      answers.add(sql(query.query(), caller.planContext(), view));
    }
    if (read.type() == QueryType.REGULAR) {
      return Response.json(200, Json.bytes(answers.getFirst()));
    }
    ArrayNode list = Json.MAPPER.createArrayNode();
    answers.forEach(list::add);
    return Response.json(200, Json.bytes(list));
  }

  private static ObjectNode sql(Query query, PlanContext context, ModelView view) {
    SqlQuery sql = view.planner().plan(query, context);
    ObjectNode answer = Json.object();
    ObjectNode body = answer.putObject("sql");
    body.put("external", false);
    body.putArray("sql").add(sql.sql()).add(parameters(sql));
    body.putObject("lambdaQueries");
    query.timeDimensions().stream()
        .findFirst()
        .ifPresent(
            timeDimension -> {
              body.put("timeDimensionAlias", SqlAliases.timeDimension(timeDimension, sql));
              body.put("timeDimensionField", timeDimension.dimension());
            });
    body.set("order", orderJson(query.order()));
    ArrayNode keys = body.putArray("cacheKeyQueries");
    view.planner()
        .refreshKeys(query, context)
        .forEach(
            key -> {
              ArrayNode entry = keys.addArray();
              entry.add(key.sql().sql()).add(parameters(key.sql()));
              entry
                  .addObject()
                  .put("external", false)
                  .put("renewalThreshold", key.renewalThreshold().toSeconds());
            });
    body.putArray("preAggregations");
    body.put("dataSource", sql.dataSource());
    body.set("aliasNameToMember", SqlAliases.byAlias(sql));
    body.set("memberNames", Json.MAPPER.valueToTree(view.planner().memberNames(query, context)));
    body.set("canUseTransformedQuery", transformed(query, context, view));
    answer.put("dataSource", sql.dataSource());
    return answer;
  }

  private static JsonNode parameters(SqlQuery sql) {
    return Json.MAPPER.valueToTree(sql.parameters());
  }

  private static JsonNode transformed(Query query, PlanContext context, ModelView view) {
    return Json.MAPPER.valueToTree(view.planner().transformedQuery(query, context).facts());
  }

  private static ObjectNode orderJson(List<OrderItem> order) {
    ObjectNode json = Json.object();
    order.forEach(item -> json.put(item.member(), item.descending() ? "desc" : "asc"));
    return json;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
