package dev.cuboid.query.request;

import dev.cuboid.model.Cube;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.PreAggregation;
import dev.cuboid.model.PreAggregation.Settings;
import dev.cuboid.model.PreAggregation.TimeDimension;
import dev.cuboid.model.RefreshKey;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Pre-aggregations of one cube, as {@code /meta?extended} prints them. */
final class PreAggregationJson {

  private final TemplateText text;
  private final Predicate<MemberPath> listed;

  /**
   * @param listed whether a member may be named
   */
  PreAggregationJson(Cube cube, Predicate<MemberPath> listed) {
    this.text = new TemplateText(cube.name());
    this.listed = listed;
  }

  ObjectNode of(PreAggregation table) {
    ObjectNode json = Json.NODES.objectNode();
    json.put("type", type(table.type()));
    if (table.timeDimensions().size() == 1) {
      TimeDimension time = table.timeDimensions().getFirst();
      time.granularity().ifPresent(granularity -> json.put("granularity", granularity));
      if (listed.test(time.dimension())) {
        json.put("timeDimensionReference", text.reference(time.dimension()));
      }
    }
    table
        .partitionGranularity()
        .ifPresent(granularity -> json.put("partitionGranularity", granularity));
    references(json, "dimensionReferences", table.dimensions());
    references(json, "measureReferences", table.measures());
    references(json, "segmentReferences", table.segments());
    settings(json, table);
    table.refresh().ifPresent(refresh -> json.set("refreshKey", refreshKey(refresh)));
    if (!table.indexes().isEmpty()) {
      ObjectNode indexes = json.putObject("indexes");
      table
          .indexes()
          .forEach(
              (name, index) ->
                  indexes
                      .putObject(name)
                      .put("type", index.aggregating() ? "aggregate" : "regular"));
    }
    // SQL that is no member's is a function in Cube, of which JSON keeps an empty object.
    table.buildRangeStart().ifPresent(_ -> json.putObject("refreshRangeStart"));
    table.buildRangeEnd().ifPresent(_ -> json.putObject("refreshRangeEnd"));
    return json.put("name", table.name());
  }

  private static void settings(ObjectNode json, PreAggregation table) {
    Settings settings = table.settings();
    boolean original = table.type() == PreAggregation.Type.ORIGINAL_SQL;
    json.put("external", settings.external().orElse(!original));
    if (table.type() == PreAggregation.Type.ROLLUP || original) {
      json.put("scheduledRefresh", settings.scheduledRefresh().orElse(true));
    }
    if (!original || settings.allowNonStrictDateRangeMatch().isPresent()) {
      json.put(
          "allowNonStrictDateRangeMatch", settings.allowNonStrictDateRangeMatch().orElse(true));
    }
    settings.sqlAlias().ifPresent(alias -> json.put("sqlAlias", alias));
    if (settings.unionWithSourceData()) {
      json.put("unionWithSourceData", true);
    }
  }

  private void references(ObjectNode json, String key, List<MemberPath> members) {
    List<MemberPath> named = members.stream().filter(listed).toList();
    if (!named.isEmpty()) {
      json.put(key, text.references(named));
    }
  }

  /** A refresh key without its SQL. */
  static ObjectNode refreshKey(RefreshKey key) {
    ObjectNode json = Json.NODES.objectNode();
    switch (key) {
      case RefreshKey.Every every -> {
        json.put("every", every.interval().text());
        every.timezone().ifPresent(zone -> json.put("timezone", zone.getId()));
      }
      case RefreshKey.Sql sql ->
          sql.every().ifPresent(interval -> json.put("every", interval.text()));
      case RefreshKey.Immutable() -> json.put("immutable", true);
    }
    return json;
  }

  private static ObjectNode refreshKey(PreAggregation.Refresh refresh) {
    ObjectNode json =
        refresh.key().map(PreAggregationJson::refreshKey).orElseGet(Json.NODES::objectNode);
    if (refresh.incremental()) {
      json.put("incremental", true);
    }
    refresh.updateWindow().ifPresent(window -> json.put("updateWindow", window));
    return json;
  }

  private static String type(PreAggregation.Type type) {
    return switch (type) {
      case ROLLUP -> "rollup";
      case ORIGINAL_SQL -> "originalSql";
      case ROLLUP_JOIN -> "rollupJoin";
      case ROLLUP_LAMBDA -> "rollupLambda";
    };
  }
}
