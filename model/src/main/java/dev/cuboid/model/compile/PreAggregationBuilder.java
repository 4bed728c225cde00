package dev.cuboid.model.compile;

import dev.cuboid.model.MemberPath;
import dev.cuboid.model.PreAggregation;
import dev.cuboid.model.PreAggregation.Index;
import dev.cuboid.model.PreAggregation.Refresh;
import dev.cuboid.model.PreAggregation.Settings;
import dev.cuboid.model.PreAggregation.TimeDimension;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds the pre-aggregations of one cube. */
final class PreAggregationBuilder {

  private static final Map<String, String> DEPRECATED_NAMES =
      Map.of(
          "measureReferences", "measures",
          "dimensionReferences", "dimensions",
          "segmentReferences", "segments",
          "timeDimensionReference", "timeDimension",
          "rollupReferences", "rollups");

  private static final Set<String> PARTITIONS =
      Set.of("hour", "day", "week", "month", "quarter", "year");

  private final String name;
  private final Properties properties;

  private PreAggregationBuilder(String name, Properties properties) {
    this.name = name;
    this.properties = properties;
  }

  static Map<String, PreAggregation> all(Properties cube) {
    Map<String, PreAggregation> result = new LinkedHashMap<>();
    cube.entries("preAggregations")
        .forEach(
            (name, node) -> {
              if (node instanceof RawNode.Mapping mapping) {
                Properties properties = cube.member(cube.owner() + "." + name, mapping);
                new PreAggregationBuilder(name, properties)
                    .build(cube.owner())
                    .ifPresent(built -> result.put(name, built));
              } else {
                cube.error(node.position(), "pre-aggregation " + name + " must be an object");
              }
            });
    return result;
  }

  private Optional<PreAggregation> build(String cube) {
    Optional<PreAggregation.Type> type = type();
    rejectMixedNames();
    Optional<String> partition = properties.text("partitionGranularity");
    partition
        .filter(granularity -> !PARTITIONS.contains(granularity))
        .ifPresent(
            granularity ->
                properties.error(
                    properties.position(),
                    "'"
                        + granularity
                        + "' is no partition granularity; expected one of hour, day,"
                        + " week, month, quarter, year"));
    Optional<Refresh> refresh = properties.below("refreshKey").map(this::refresh);
    if (refresh.map(Refresh::incremental).orElse(false) && partition.isEmpty()) {
      properties.error(
          properties.position(),
          "Incremental refresh key can only be used for partitioned pre-aggregations but set for non-partitioned '%s.%s'"
              .formatted(cube, name));
    }
    List<String> rollups = rollups(cube);
    boolean combines =
        type.filter(
                kind ->
                    kind == PreAggregation.Type.ROLLUP_JOIN
                        || kind == PreAggregation.Type.ROLLUP_LAMBDA)
            .isPresent();
    if (combines && rollups.isEmpty()) {
      properties.error(
          properties.position(),
          "%s '%s.%s' should reference at least one rollup"
              .formatted(
                  type.equals(Optional.of(PreAggregation.Type.ROLLUP_JOIN))
                      ? "rollupJoin"
                      : "rollupLambda",
                  cube,
                  name));
    }
    PreAggregation built =
        new PreAggregation(
            cube,
            name,
            type.orElse(PreAggregation.Type.ROLLUP),
            members("measures", "measureReferences"),
            members("dimensions", "dimensionReferences"),
            members("segments", "segmentReferences"),
            timeDimensions(),
            partition,
            refresh,
            rangeBound("buildRangeStart", "refreshRangeStart"),
            rangeBound("buildRangeEnd", "refreshRangeEnd"),
            indexes(),
            rollups,
            properties.texts("uniqueKeyColumns"),
            settings(),
            properties.position());
    properties.accept("outputColumnTypes", "maxPreAggregations");
    properties.rejectUnknown();
    return type.map(known -> built);
  }

  private Optional<PreAggregation.Type> type() {
    String text = properties.text("type").orElse("rollup");
    return switch (Keys.snakeCase(text).toUpperCase(Locale.ROOT)) {
      case "ROLLUP" -> Optional.of(PreAggregation.Type.ROLLUP);
      case "ORIGINAL_SQL" -> Optional.of(PreAggregation.Type.ORIGINAL_SQL);
      case "ROLLUP_JOIN" -> Optional.of(PreAggregation.Type.ROLLUP_JOIN);
      case "ROLLUP_LAMBDA" -> Optional.of(PreAggregation.Type.ROLLUP_LAMBDA);
      case "AUTO_ROLLUP" -> {
        properties.error(
            properties.position(), "Auto rollups supported only in Enterprise version");
        yield Optional.empty();
      }
      default -> {
        properties.error(
            properties.position(),
            "'"
                + text
                + "' is not a type of a pre-aggregation; expected one of rollup,"
                + " original_sql, rollup_join, rollup_lambda");
        yield Optional.empty();
      }
    };
  }

  private void rejectMixedNames() {
    boolean mixed =
        DEPRECATED_NAMES.entrySet().stream()
            .anyMatch(name -> properties.has(name.getKey()) && properties.has(name.getValue()));
    if (mixed) {
      properties.error(
          properties.position(),
          "[timeDimensionReference, rollupReferences, measureReferences, dimensionReferences, segmentReferences] are deprecated, please, use [timeDimension, timeDimensions, rollups, measures, dimensions, segments] instead");
    }
  }

  private List<MemberPath> members(String key, String deprecatedKey) {
    List<MemberPath> members = properties.memberPaths(key);
    List<MemberPath> deprecated = properties.memberPaths(deprecatedKey);
    return members.isEmpty() ? deprecated : members;
  }

  private List<TimeDimension> timeDimensions() {
    Optional<String> granularity = properties.text("granularity");
    List<TimeDimension> result = new ArrayList<>();
    properties
        .node("timeDimension")
        .or(() -> properties.node("timeDimensionReference"))
        .flatMap(properties::reference)
        .ifPresent(path -> result.add(new TimeDimension(path, granularity)));
    properties.eachObject(
        "timeDimensions",
        item -> {
          Optional<String> own = item.text("granularity");
          item.node("dimension")
              .flatMap(item::reference)
              .ifPresent(path -> result.add(new TimeDimension(path, own)));
          item.rejectUnknown();
        });
    return result;
  }

  private Refresh refresh(Properties key) {
    Refresh refresh =
        new Refresh(
            RefreshKeys.read(key), key.flag("incremental").orElse(false), key.text("updateWindow"));
    key.rejectUnknown();
    return refresh;
  }

  private Optional<SqlTemplate> rangeBound(String key, String deprecatedKey) {
    Optional<Properties> bound = properties.below(key);
    Optional<Properties> deprecated = properties.below(deprecatedKey);
    return bound.or(() -> deprecated).flatMap(range -> range.sql("sql"));
  }

  private Map<String, Index> indexes() {
    Map<String, Index> indexes = new LinkedHashMap<>();
    properties
        .entries("indexes")
        .forEach(
            (index, node) -> {
              if (node instanceof RawNode.Mapping mapping) {
                Properties definition = properties.below(mapping);
                boolean aggregating =
                    definition.text("type").filter("aggregate"::equals).isPresent();
                indexes.put(index, new Index(aggregating, columns(definition)));
                definition.rejectUnknown();
              }
            });
    return indexes;
  }

  private static List<String> columns(Properties index) {
    List<String> columns = new ArrayList<>();
    for (RawNode column : index.items("columns")) {
      ReferencePaths.dotted(column).ifPresent(columns::add);
    }
    index.node("sql").flatMap(ReferencePaths::dotted).ifPresent(columns::add);
    return columns;
  }

  private List<String> rollups(String cube) {
    Optional<RawNode> node =
        properties.node("rollups").or(() -> properties.node("rollupReferences"));
    List<String> rollups = new ArrayList<>();
    for (RawNode item : node.map(Properties::asItems).orElse(List.of())) {
      ReferencePaths.dotted(item)
          .map(path -> path.replaceFirst("^(CUBE|TABLE)\\.", cube + "."))
          .map(path -> path.contains(".") ? path : cube + "." + path)
          .ifPresent(rollups::add);
    }
    return rollups;
  }

  private Settings settings() {
    return new Settings(
        properties.flag("scheduledRefresh"),
        properties.flag("external"),
        properties.flag("readOnly").orElse(false),
        properties.flag("useOriginalSqlPreAggregations").orElse(false),
        properties.flag("allowNonStrictDateRangeMatch"),
        properties.flag("unionWithSourceData").orElse(false),
        properties.text("sqlAlias"),
        properties.text("streamOffset"));
  }
}
