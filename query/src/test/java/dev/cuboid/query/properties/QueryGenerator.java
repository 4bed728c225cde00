package dev.cuboid.query.properties;

import dev.cuboid.query.properties.CubeSpec.Aggregation;
import dev.cuboid.query.properties.CubeSpec.DimensionSpec;
import dev.cuboid.query.properties.CubeSpec.MeasureSpec;
import dev.cuboid.query.properties.CubeSpec.SegmentSpec;
import dev.cuboid.query.properties.CubeSpec.ValueType;
import dev.cuboid.query.properties.ModelSpec.ViewCube;
import dev.cuboid.query.properties.ModelSpec.ViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes requests about a generated model, as a client sends them. */
final class QueryGenerator {

  private static final List<String> GRANULARITIES =
      List.of("hour", "day", "week", "fortnight", "month", "quarter", "year");
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata");
  private static final List<List<String>> RANGES =
      List.of(
          List.of("2024-03-30", "2024-04-02"),
          List.of("2024-03-31T02:30:00.000", "2024-03-31T12:00:00.000"),
          List.of("2024-04-01", "2024-05-15"),
          List.of("2024-10-27", "2024-10-27"),
          List.of("2024-03-01", "2024-12-31"));

  private final Choices choices;
  private final List<Named<DimensionSpec>> dimensions = new ArrayList<>();
  private final List<Named<MeasureSpec>> measures = new ArrayList<>();
  private final List<Named<SegmentSpec>> segments = new ArrayList<>();

  /** A member by the name that queries give it. */
  record Named<T>(String name, T member) {}

  QueryGenerator(Choices choices, ModelSpec model) {
    this.choices = choices;
    for (CubeSpec cube : choices.some(choices.between(1, 3), model.cubes())) {
      String prefix = cube.name() + ".";
      cube.dimensions().forEach(each -> dimensions.add(new Named<>(prefix + each.name(), each)));
      cube.measures().forEach(each -> measures.add(new Named<>(prefix + each.name(), each)));
      cube.segments().forEach(each -> segments.add(new Named<>(prefix + each.name(), each)));
    }
    if (choices.oneIn(4)) {
      model.views().forEach(view -> useOnly(view, model));
    }
  }

  private void useOnly(ViewSpec view, ModelSpec model) {
    dimensions.clear();
    measures.clear();
    segments.clear();
    for (ViewCube part : view.cubes()) {
      CubeSpec cube = model.cube(part.path().getLast());
      String prefix = view.name() + ".";
      cube.dimensions()
          .forEach(each -> dimensions.add(new Named<>(prefix + part.alias(each.name()), each)));
      cube.measures()
          .forEach(each -> measures.add(new Named<>(prefix + part.alias(each.name()), each)));
      cube.segments()
          .forEach(each -> segments.add(new Named<>(prefix + part.alias(each.name()), each)));
    }
  }

  /** One query; several in one request by {@code compareDateRange} or, as a list, by blending. */
  JsonNode request() {
    if (!choices.oneIn(12)) {
      return query();
    }
    ArrayNode blended = JsonMapper.shared().createArrayNode();
    List<Named<DimensionSpec>> times = ofType(ValueType.TIME).toList();
    for (int part = 0; part < 2; part++) {
      ObjectNode query = query();
      query
          .putArray("timeDimensions")
          .addObject()
          .put("dimension", choices.one(times).name())
          .put("granularity", "month")
          .put("dateRange", "from 2024-03-01 to 2024-05-31");
      blended.add(query);
    }
    return blended;
  }

  ObjectNode query() {
    ObjectNode query = JsonMapper.shared().createObjectNode();
    boolean ungrouped = choices.oneIn(8);
    List<Named<MeasureSpec>> chosenMeasures =
        choices.some(
            choices.upTo(3),
            measures.stream().filter(each -> !ungrouped || hasRows(each)).toList());
    List<Named<DimensionSpec>> chosenDimensions = choices.some(choices.upTo(3), dimensions);
    if (chosenMeasures.isEmpty() && chosenDimensions.isEmpty()) {
      chosenDimensions = choices.some(1, dimensions);
    }
    put(query, "measures", chosenMeasures);
    put(query, "dimensions", chosenDimensions);
    if (choices.oneIn(3)) {
      time(query.putArray("timeDimensions").addObject());
    }
    FilterGenerator filters = new FilterGenerator(choices, dimensions, measures, !ungrouped);
    if (choices.oneIn(2)) {
      ArrayNode list = query.putArray("filters");
      for (int index = choices.upTo(1); index >= 0; index--) {
        filters.addTo(list);
      }
    }
    if (choices.oneIn(5)) {
      put(query, "segments", choices.some(1, segments));
    }
    if (choices.oneIn(2)) {
      query.put("timezone", choices.one(ZONES));
    }
    if (ungrouped) {
      query.put("ungrouped", true);
    }
    order(
        query,
        Stream.concat(chosenMeasures.stream(), chosenDimensions.stream())
            .map(Named::name)
            .toList());
    return query;
  }

  /** A measure of a single row; the author's own aggregate has none. */
  private static boolean hasRows(Named<MeasureSpec> measure) {
    return measure.member().computation() instanceof Aggregation
        || measure.member().name().equals("share");
  }

  private void order(ObjectNode query, List<String> names) {
    if (choices.oneIn(3)) {
      ArrayNode order = query.putArray("order");
      for (String name : choices.some(2, names)) {
        order.addArray().add(name).add(choices.oneIn(2) ? "desc" : "asc");
      }
    }
    if (choices.oneIn(4)) {
      query.put("limit", choices.between(1, 5));
      query.put("offset", choices.upTo(2));
    }
    if (choices.oneIn(4)) {
      query.put("total", true);
    }
    if (choices.oneIn(6)) {
      query.put("responseFormat", choices.one(List.of("compact", "columnar")));
    }
  }

  private void time(ObjectNode node) {
    node.put("dimension", choices.one(ofType(ValueType.TIME).toList()).name());
    boolean grouped = choices.oneIn(2);
    if (grouped) {
      node.put("granularity", choices.one(GRANULARITIES));
    }
    boolean compared = choices.oneIn(6);
    if (compared) {
      ArrayNode ranges = node.putArray("compareDateRange");
      choices.some(2, RANGES).forEach(range -> add(ranges.addArray(), range));
    } else if (!grouped || !choices.oneIn(3)) {
      add(node.putArray("dateRange"), choices.one(RANGES));
    }
    if ("hour".equals(node.path("granularity").asString(""))) {
      node.remove("compareDateRange");
      add(node.putArray("dateRange"), RANGES.getFirst());
    }
  }

  private static void add(ArrayNode list, List<String> values) {
    values.forEach(list::add);
  }

  private Stream<Named<DimensionSpec>> ofType(ValueType type) {
    return dimensions.stream().filter(each -> each.member().type() == type);
  }

  private static void put(ObjectNode query, String key, List<? extends Named<?>> members) {
    ArrayNode list = query.putArray(key);
    members.forEach(member -> list.add(member.name()));
  }
}
