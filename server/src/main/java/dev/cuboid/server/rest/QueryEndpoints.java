package dev.cuboid.server.rest;

import dev.cuboid.query.Query;
import dev.cuboid.query.Query.OrderItem;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.plan.PlannedQuery;
import dev.cuboid.query.request.NormalizedQuery;
import dev.cuboid.query.request.QueryRequest;
import dev.cuboid.query.request.QueryType;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.project.TenantModels;
import dev.cuboid.server.rest.KnownPlans.Planned;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /sql} and {@code /dry-run}: what would be run, and how a query was understood. */
final class QueryEndpoints {

  private final TenantModels models;
  private final ModelView.Cache views;
  private final QueryReader reader;
  private final KnownPlans plans;

  QueryEndpoints(TenantModels models, ModelView.Cache views, QueryReader reader, KnownPlans plans) {
    this.models = models;
    this.views = views;
    this.reader = reader;
    this.plans = plans;
  }

  Response dryRun(Request request, Caller caller) {
    QueryRequest read = reader.read(QueryParameter.of(request), caller);
    ModelView view = views.of(caller.model(models));
    ObjectNode body = Json.object();
    body.put("queryType", read.type().text());
    ArrayNode normalized = body.putArray("normalizedQueries");
    ArrayNode order = body.putArray("queryOrder");
    ArrayNode transformed = body.putArray("transformedQueries");
    for (NormalizedQuery query : read.queries()) {
      PlannedQuery planned = plans.planned(view, query.query(), caller).query();
      planned.sql();
      normalized.add(query.json());
      order.add(orderJson(query.query().order()));
      transformed.addPOJO(planned.transformed().facts());
    }
    body.set("pivotQuery", read.pivotQuery());
    return Response.json(200, Json.bytes(body));
  }

  Response sql(Request request, Caller caller) {
    QueryRequest read = reader.read(QueryParameter.of(request), caller);
    ModelView view = views.of(caller.model(models));
    List<ObjectNode> answers = new ArrayList<>();
    for (NormalizedQuery query : read.queries()) {
      answers.add(sql(query.query(), caller, view));
    }
    if (read.type() == QueryType.REGULAR) {
      return Response.json(200, Json.bytes(answers.getFirst()));
    }
    ArrayNode list = Json.MAPPER.createArrayNode();
    answers.forEach(list::add);
    return Response.json(200, Json.bytes(list));
  }

  private ObjectNode sql(Query query, Caller caller, ModelView view) {
    Planned known = plans.planned(view, query, caller);
    PlannedQuery planned = known.query();
    PlanJson json = known.json();
    SqlQuery sql = planned.sql();
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
    planned
        .refreshKeys()
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
    body.putRawValue("aliasNameToMember", json.aliases(() -> SqlAliases.byAlias(sql)));
    body.putRawValue("memberNames", json.memberNames(planned::memberNames));
    body.putRawValue(
        "canUseTransformedQuery", json.transformed(() -> planned.transformed().facts()));
    answer.put("dataSource", sql.dataSource());
    return answer;
  }

  private static JsonNode parameters(SqlQuery sql) {
    return Json.MAPPER.valueToTree(sql.parameters());
  }

  private static ObjectNode orderJson(List<OrderItem> order) {
    ObjectNode json = Json.object();
    order.forEach(item -> json.put(item.member(), item.descending() ? "desc" : "asc"));
    return json;
  }
}
