package dev.cuboid.query.properties;

import dev.cuboid.query.properties.CubeSpec.Aggregation;
import dev.cuboid.query.properties.CubeSpec.DimensionSpec;
import dev.cuboid.query.properties.CubeSpec.Formula;
import dev.cuboid.query.properties.CubeSpec.JoinSpec;
import dev.cuboid.query.properties.CubeSpec.MeasureSpec;
import dev.cuboid.query.properties.CubeSpec.OwnAggregate;
import dev.cuboid.query.properties.CubeSpec.ValueType;
import dev.cuboid.query.properties.CubeSpec.Window;
import dev.cuboid.query.properties.ModelSpec.ViewCube;
import dev.cuboid.query.properties.ModelSpec.ViewSpec;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a generated model as the file of an author: JSON, which is YAML too. */
final class ModelText {

  private ModelText() {}

  static String of(ModelSpec model) {
    ObjectNode file = JsonMapper.shared().createObjectNode();
    ArrayNode cubes = file.putArray("cubes");
    model.cubes().forEach(cube -> write(cube, cubes.addObject()));
    ArrayNode views = file.putArray("views");
    model.views().forEach(view -> write(view, views.addObject()));
    return file.toPrettyString();
  }

  private static void write(CubeSpec cube, ObjectNode node) {
    node.put("name", cube.name());
    String table = cube.table().name();
    if (cube.guarded()) {
      node.put(
          "sql", "SELECT * FROM " + table + " WHERE {SECURITY_CONTEXT.tenant.filter('tenant')}");
    } else {
      node.put("sql_table", table);
    }
    ArrayNode joins = node.putArray("joins");
    cube.joins().forEach(join -> write(join, joins.addObject()));
    ArrayNode dimensions = node.putArray("dimensions");
    cube.dimensions().forEach(dimension -> write(dimension, dimensions.addObject()));
    ArrayNode segments = node.putArray("segments");
    cube.segments()
        .forEach(
            segment ->
                segments
                    .addObject()
                    .put("name", segment.name())
                    .put("sql", segment.condition().sql()));
    ArrayNode measures = node.putArray("measures");
    cube.measures().forEach(measure -> write(measure, measures.addObject()));
  }

  private static void write(JoinSpec join, ObjectNode node) {
    String on =
        IntStream.range(0, join.own().size())
            .mapToObj(
                index ->
                    "{CUBE}.%s = {%s}.%s"
                        .formatted(join.own().get(index), join.target(), join.others().get(index)))
            .collect(Collectors.joining(" AND "));
    node.put("name", join.target()).put("relationship", join.relationship()).put("sql", on);
  }

  private static void write(DimensionSpec dimension, ObjectNode node) {
    node.put("name", dimension.name()).put("type", dimension.type().cube);
    if (dimension.primaryKey()) {
      node.put("primary_key", true).put("public", true);
    }
    if (dimension.isSubQuery()) {
      node.put("sub_query", true);
    }
    if (dimension.propagates()) {
      node.put("propagate_filters_to_sub_query", true);
    }
    if (dimension.type() == ValueType.TIME) {
      ArrayNode granularities = node.putArray("granularities");
      granularities
          .addObject()
          .put("name", "fortnight")
          .put("interval", "2 weeks")
          .put("origin", "2024-03-25");
    }
    if (dimension.value() instanceof Expression.Band band && dimension.name().endsWith("case")) {
      ObjectNode cases = node.putObject("case");
      cases.putArray("when").addObject().put("sql", band.condition()).put("label", band.upper());
      cases.putObject("else").put("label", band.lower());
    } else {
      node.put("sql", dimension.value().sql());
    }
  }

  private static void write(MeasureSpec measure, ObjectNode node) {
    node.put("name", measure.name());
    switch (measure.computation()) {
      case Formula formula ->
          node.put("type", "number")
              .put(
                  "sql",
                  (formula.divided() ? "1.0 * {%s} / NULLIF({%s}, 0)" : "{%s} - {%s}")
                      .formatted(formula.left(), formula.right()));
      case OwnAggregate(String column) ->
          node.put("type", "number").put("sql", "COALESCE(SUM({CUBE}.%s), -1)".formatted(column));
      case Aggregation aggregation -> {
        node.put("type", aggregation.function().cube);
        aggregation.value().ifPresent(value -> node.put("sql", value.sql()));
        aggregation
            .filter()
            .ifPresent(filter -> node.putArray("filters").addObject().put("sql", filter.sql()));
        aggregation.window().ifPresent(window -> write(window, node.putObject("rolling_window")));
      }
    }
  }

  private static void write(Window window, ObjectNode node) {
    switch (window) {
      case Window.Days(int trailing) -> node.put("trailing", trailing + " day");
      case Window.AllOfThePast() -> node.put("trailing", "unbounded");
      case Window.ToDate(String granularity) ->
          node.put("type", "to_date").put("granularity", granularity);
    }
  }

  private static void write(ViewSpec view, ObjectNode node) {
    node.put("name", view.name());
    ArrayNode cubes = node.putArray("cubes");
    for (ViewCube cube : view.cubes()) {
      ObjectNode entry = cubes.addObject().put("join_path", String.join(".", cube.path()));
      if (cube.prefix()) {
        entry.put("prefix", true);
      }
      ArrayNode includes = entry.putArray("includes");
      cube.members().forEach(includes::add);
    }
  }
}
