package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionType;
import dev.cuboid.model.Granularity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which granularities can be rolled up to which. */
final class GranularityHierarchies {

  private static final List<String> NAMES =
      List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second");

  private GranularityHierarchies() {}

  /** By {@code Cube.dimension.granularity}, each with itself first. */
  static Map<String, List<String>> of(DataModel model) {
    Map<String, List<String>> hierarchies = new LinkedHashMap<>();
    for (Cube cube : model.cubes().values()) {
      for (Dimension dimension : cube.dimensions().values()) {
        if (dimension.type() == DimensionType.TIME) {
          add(dimension, hierarchies);
        }
      }
    }
    return Collections.unmodifiableMap(hierarchies);
  }

  private static void add(Dimension dimension, Map<String, List<String>> hierarchies) {
    String name = dimension.info().fullName() + ".";
    for (String granularity : NAMES) {
      hierarchies.put(name + granularity, madeOf(granularity));
    }
    for (Granularity own : dimension.granularities()) {
      if (own.definition() instanceof Granularity.Interval interval) {
        List<String> parts = new ArrayList<>();
        parts.add(own.name());
        parts.addAll(
            madeOf(
                interval
                    .offset()
                    .map(Granularities::unitOf)
                    .orElseGet(() -> Granularities.unitOf(interval.interval()))));
        hierarchies.put(name + own.name(), parts);
      }
    }
  }

  private static List<String> madeOf(String granularity) {
    List<String> finer = new ArrayList<>(NAMES.subList(NAMES.indexOf(granularity), NAMES.size()));
    if (!granularity.equals("week")) {
      finer.remove("week");
    }
    return List.copyOf(finer);
  }
}
