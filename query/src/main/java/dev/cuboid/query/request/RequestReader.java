package dev.cuboid.query.request;

import dev.cuboid.query.CacheMode;
import dev.cuboid.query.Filter;
import dev.cuboid.query.Query;
import dev.cuboid.query.Query.DateRange;
import dev.cuboid.query.Query.OrderItem;
import dev.cuboid.query.Query.TimeDimension;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.ResultFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the JSON of a request into queries with their defaults filled in. Thread-safe.
 *
 * @see <a href="https://cube.dev/docs/product/apis-integrations/rest-api/query-format">The query
 *     format</a>
 */
public final class RequestReader {

  private final RequestOptions options;

  public RequestReader(RequestOptions options) {
    this.options = options;
  }

  /**
   * @param request one query, or a list of queries to be blended
   * @throws QueryException for a request that is not understood, in Cube's words
   */
  public QueryRequest read(JsonNode request) {
    return read(request, this::normalized);
  }

  /**
   * Reads a request whose queries are changed before anything is made of them.
   *
   * @param rewrite is given each query with its defaults filled in, and may change it
   * @throws QueryException also for what the rewriting made of a query
   */
  public QueryRequest read(JsonNode request, UnaryOperator<ObjectNode> rewrite) {
    return read(request, (query, compared) -> rewritten(query, compared, rewrite));
  }

  /** Makes a query of its JSON; with the index of the time dimension that is compared, if any. */
  private interface Normalization
      extends BiFunction<JsonNode, Optional<Integer>, NormalizedQuery> {}

  private NormalizedQuery rewritten(
      JsonNode request, Optional<Integer> compared, UnaryOperator<ObjectNode> rewrite) {
    NormalizedQuery before = normalized(request, compared);
    ObjectNode changed = RewrittenQuery.asRequest(rewrite.apply(before.json()));
    QueryFormat.check(changed);
    NormalizedQuery after = normalized(changed, Optional.empty());
    return new NormalizedQuery(
        after.query().imposedOver(before.query()),
        after.json(),
        after.format(),
        after.cacheMode(),
        before.compareDateRange(),
        before.dependsOnNow() || after.dependsOnNow());
  }

  private static QueryRequest read(JsonNode request, Normalization normalization) {
    if (request.isArray()) {
      return blending(request, normalization);
    }
    QueryFormat.check(request);
    int compared = comparedTimeDimension(request);
    if (compared >= 0) {
      return comparison(request, compared, normalization);
    }
    NormalizedQuery query = normalization.apply(request, Optional.empty());
    query.json().put("queryType", QueryType.REGULAR.text());
    return new QueryRequest(QueryType.REGULAR, List.of(query), query.json());
  }

  private static QueryRequest blending(JsonNode request, Normalization normalization) {
    List<NormalizedQuery> queries = new ArrayList<>();
    for (JsonNode one : request) {
      QueryFormat.check(one);
      queries.add(normalization.apply(one, Optional.empty()));
    }
    return new QueryRequest(QueryType.BLENDING, queries, blendingPivot(queries));
  }

  private static ObjectNode blendingPivot(List<NormalizedQuery> queries) {
    Set<String> granularities = new LinkedHashSet<>();
    ArrayNode measures = Json.NODES.arrayNode();
    Set<String> dimensions = new LinkedHashSet<>();
    for (NormalizedQuery query : queries) {
      query.query().timeDimensions().stream()
          .flatMap(timeDimension -> timeDimension.granularity().stream())
          .forEach(granularities::add);
      measures.addAll(Json.strings(query.query().measures()));
      dimensions.addAll(query.query().dimensions());
    }
    if (granularities.size() > 1) {
      throw badRequest("Data blending query granularities must match");
    }
    if (granularities.isEmpty()) {
      throw badRequest("Data blending query without granularity is not supported");
    }
    ObjectNode pivot = Json.NODES.objectNode();
    pivot.set("measures", measures);
    pivot.putArray("dimensions").addAll(Json.strings(dimensions));
    pivot
        .putArray("timeDimensions")
        .addObject()
        .put("dimension", "time")
        .put("granularity", granularities.iterator().next());
    return pivot.put("queryType", QueryType.BLENDING.text());
  }

  private static int comparedTimeDimension(JsonNode request) {
    int found = -1;
    JsonNode timeDimensions = request.path("timeDimensions");
    for (int i = 0; i < timeDimensions.size(); i++) {
      if (timeDimensions.get(i).has("compareDateRange")) {
        if (found >= 0) {
          throw badRequest("compareDateRange can only exist for one timeDimension");
        }
        found = i;
      }
    }
    return found;
  }

  private static QueryRequest comparison(
      JsonNode request, int compared, Normalization normalization) {
    List<NormalizedQuery> queries = new ArrayList<>();
    for (JsonNode range : request.get("timeDimensions").get(compared).get("compareDateRange")) {
      ObjectNode one = (ObjectNode) request.deepCopy();
      ObjectNode timeDimension = (ObjectNode) one.get("timeDimensions").get(compared);
      timeDimension.remove("compareDateRange");
      timeDimension.set("dateRange", range);
      queries.add(normalization.apply(one, Optional.of(compared)));
    }
    if (queries.isEmpty()) {
      throw badRequest("compareDateRange needs at least one date range");
    }
    ObjectNode first = queries.getFirst().json();
    List<String> dimensions = new ArrayList<>(queries.getFirst().query().dimensions());
    dimensions.addFirst("compareDateRange");
    first.putArray("dimensions").addAll(Json.strings(dimensions));
    first.put("queryType", QueryType.COMPARE_DATE_RANGE.text());
    return new QueryRequest(QueryType.COMPARE_DATE_RANGE, queries, first);
  }

  private NormalizedQuery normalized(JsonNode request, Optional<Integer> compared) {
    ZoneId zone =
        Optional.of(request.path("timezone").asString(""))
            .flatMap(Timezones::find)
            .orElse(options.defaultTimezone());
    DateRanges dates = new DateRanges(zone, options.clock().instant());
    ObjectNode json = Json.copy(request);
    json.remove(List.of("cache", "renewQuery"));
    List<String> dimensions = dimensions(request);
    List<TimeDimension> timeDimensions = timeDimensions(request, dates, json);
    boolean empty =
        request.path("measures").isEmpty()
            && dimensions.isEmpty()
            && timeDimensions.stream().noneMatch(each -> each.granularity().isPresent());
    if (empty) {
      throw badRequest(
          "Query should contain either measures, dimensions or timeDimensions with granularities in"
              + " order to be valid");
    }
    Filters filters = new Filters(dates);
    ArrayNode filterJson = Json.NODES.arrayNode();
    List<Filter> conditions = filters.read(request.path("filters"), filterJson);
    List<String> measures = texts(request.path("measures"));
    Optional<List<OrderItem>> order = order(request.get("order"));
    int limit = limit(request);
    CacheMode cacheMode = cacheMode(request);
    json.put("cacheMode", CacheModes.text(cacheMode));
    json.put("timezone", zone.getId());
    json.put("limit", limit).put("rowLimit", limit);
    json.set("filters", filterJson);
    json.putArray("dimensions").addAll(Json.strings(dimensions));
    order.ifPresent(items -> json.set("order", orderJson(items)));
    Query query =
        new Query(
            measures,
            dimensions,
            timeDimensions,
            conditions,
            texts(request.path("segments")),
            order.orElseGet(() -> DefaultOrder.of(measures, dimensions, timeDimensions)),
            OptionalInt.of(limit),
            request.has("offset")
                ? OptionalInt.of(request.get("offset").asInt())
                : OptionalInt.empty(),
            flag(request, "total"),
            zone,
            flag(request, "ungrouped"),
            joinHints(request),
            Query.Imposed.NONE);
    Optional<String> range =
        compared
            .flatMap(index -> timeDimensions.get(index).dateRange())
            .map(dateRange -> dateRange.from() + " - " + dateRange.to());
    return new NormalizedQuery(query, json, format(request), cacheMode, range, dates.dependOnNow());
  }

  private static boolean flag(JsonNode request, String key) {
    return request.path(key).asString("false").equalsIgnoreCase("true");
  }

  /** Dimensions without those that carry a granularity. */
  private static List<String> dimensions(JsonNode request) {
    return texts(request.path("dimensions")).stream()
        .filter(name -> name.chars().filter(c -> c == '.').count() == 1)
        .toList();
  }

  private static List<TimeDimension> timeDimensions(
      JsonNode request, DateRanges dates, ObjectNode json) {
    List<TimeDimension> timeDimensions = new ArrayList<>();
    ArrayNode printed = json.putArray("timeDimensions");
    for (JsonNode node : request.path("timeDimensions")) {
      Optional<DateRange> range = dateRange(node.get("dateRange"), dates);
      ObjectNode copy = Json.copy(node);
      range.ifPresent(found -> copy.putArray("dateRange").add(found.from()).add(found.to()));
      printed.add(copy);
      timeDimensions.add(
          new TimeDimension(
              node.get("dimension").asString(),
              Optional.ofNullable(node.get("granularity"))
                  .filter(JsonNode::isString)
                  .map(JsonNode::asString),
              range));
    }
    for (String name : texts(request.path("dimensions"))) {
      int dot = name.lastIndexOf('.');
      if (name.indexOf('.') != dot) {
        String dimension = name.substring(0, dot);
        String granularity = name.substring(dot + 1);
        printed.addObject().put("dimension", dimension).put("granularity", granularity);
        timeDimensions.add(
            new TimeDimension(dimension, Optional.of(granularity), Optional.empty()));
      }
    }
    return timeDimensions;
  }

  private static Optional<DateRange> dateRange(
      @org.jspecify.annotations.Nullable JsonNode node, DateRanges dates) {
    if (node == null) {
      return Optional.empty();
    }
    if (node.isArray()) {
      String from = node.get(0).asString();
      return Optional.of(dates.between(from, node.size() == 1 ? from : node.get(1).asString()));
    }
    return Optional.of(dates.phrase(node.asString()));
  }

  private static Optional<List<OrderItem>> order(
      @org.jspecify.annotations.Nullable JsonNode order) {
    if (order == null) {
      return Optional.empty();
    }
    List<OrderItem> items = new ArrayList<>();
    if (order.isObject()) {
      for (Map.Entry<String, JsonNode> entry : order.properties()) {
        items.add(new OrderItem(entry.getKey(), entry.getValue().asString().equals("desc")));
      }
    } else {
      for (JsonNode pair : order) {
        items.add(new OrderItem(pair.get(0).asString(), pair.get(1).asString().equals("desc")));
      }
    }
    return Optional.of(items);
  }

  private static ArrayNode orderJson(List<OrderItem> items) {
    ArrayNode json = Json.NODES.arrayNode();
    items.forEach(item -> json.addObject().put("id", item.member()).put("desc", item.descending()));
    return json;
  }

  private int limit(JsonNode request) {
    if (!request.has("limit")) {
      return Math.min(options.defaultLimit(), options.maximumLimit());
    }
    double limit = request.get("limit").doubleValue();
    if (limit > options.maximumLimit()) {
      throw badRequest("Error: The query limit has been exceeded.");
    }
    return (int) limit;
  }

  private static CacheMode cacheMode(JsonNode request) {
    if (request.path("renewQuery").asString("false").equals("true")) {
      return CacheMode.MUST_REVALIDATE;
    }
    String text =
        request.has("cacheMode")
            ? request.get("cacheMode").asString()
            : request.path("cache").asString("stale-if-slow");
    return CacheModes.of(text);
  }

  private static ResultFormat format(JsonNode request) {
    return switch (request.path("responseFormat").asString("default")) {
      case "compact" -> ResultFormat.COMPACT;
      case "columnar" -> ResultFormat.COLUMNAR;
      default -> ResultFormat.DEFAULT;
    };
  }

  private static List<List<String>> joinHints(JsonNode request) {
    List<List<String>> hints = new ArrayList<>();
    request.path("joinHints").forEach(hint -> hints.add(texts(hint)));
    return hints;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asString()));
    return texts;
  }

  static QueryException badRequest(String message) {
    return new QueryException(QueryException.Kind.BAD_REQUEST, message);
  }
}
