package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.PreAggregation;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.dialect.PreAggregationSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The tables in which the pre-aggregations of a model would be kept, and why a database cannot keep
 * them. Immutable.
 *
 * @param schema in which they are
 * @see <a
 *     href="https://cube.dev/docs/product/configuration/reference/config#pre_aggregations_schema">
 *     Cube, pre_aggregations_schema</a>
 */
public record PreAggregationTables(String schema) {

  /**
   * Why a pre-aggregation cannot be kept.
   *
   * @param message in Cube's words
   */
  public record Obstacle(PreAggregation preAggregation, String message) {}

  /** {@code schema.cube_name}, without the suffixes of partitions and versions. */
  public String name(Cube cube, PreAggregation preAggregation) {
    String own = preAggregation.settings().sqlAlias().orElse(preAggregation.name());
    return schema + "." + Names.alias(cube) + "_" + Names.underscored(own);
  }

  /**
   * What stands in the way of a model's pre-aggregations.
   *
   * @param dialect of a data source; empty where it is not known, and nothing is said then
   */
  public List<Obstacle> obstacles(DataModel model, Function<String, Optional<Dialect>> dialect) {
    List<Obstacle> obstacles = new ArrayList<>();
    for (Cube cube : model.cubes().values()) {
      List<PreAggregation> tables =
          cube.preAggregations().values().stream().filter(PreAggregationTables::isTable).toList();
      if (tables.isEmpty()) {
        continue;
      }
      Optional<PreAggregationSupport> support =
          dialect.apply(cube.dataSource()).map(Dialect::preAggregations);
      support.ifPresent(
          known ->
              tables.forEach(
                  table ->
                      messages(cube, table, model, known)
                          .forEach(message -> obstacles.add(new Obstacle(table, message)))));
    }
    return obstacles;
  }

  /** The others are made of tables, and have none of their own. */
  private static boolean isTable(PreAggregation preAggregation) {
    return switch (preAggregation.type()) {
      case ROLLUP, ORIGINAL_SQL -> true;
      case ROLLUP_JOIN, ROLLUP_LAMBDA -> false;
    };
  }

  private Stream<String> messages(
      Cube cube, PreAggregation table, DataModel model, PreAggregationSupport support) {
    List<String> messages = new ArrayList<>();
    String name = name(cube, table);
    support
        .nameLimit()
        .filter(limit -> name.length() > limit.length())
        .ifPresent(
            limit ->
                messages.add(
                    "%s can not work with table names that longer than 64 symbols. Consider using the 'sqlAlias' attribute in your cube and in your pre-aggregation definition for %s."
                        .formatted(limit.database(), name)));
    if (table.indexes().isEmpty() && !support.withoutIndexes()) {
      messages.add("ClickHouse doesn't support pre-aggregations without indexes");
    }
    boolean approximate =
        table.measures().stream().anyMatch(measure -> isApproximate(measure, model));
    if (approximate && !support.mergesApproximateCounts()) {
      messages.add("Distributed approximate distinct count is not supported by this DB");
    }
    return messages.stream();
  }

  private static boolean isApproximate(MemberPath path, DataModel model) {
    Optional<Measure> measure =
        model
            .cube(path.cube())
            .flatMap(cube -> Optional.ofNullable(cube.measures().get(path.member())));
    return measure.filter(found -> found.type() == MeasureType.COUNT_DISTINCT_APPROX).isPresent();
  }
}
