package dev.cuboid.model.compile;

import dev.cuboid.model.Hierarchy;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the hierarchies of a cube. */
final class NavigationBuilder {

  private NavigationBuilder() {}

  static Map<String, Hierarchy> hierarchies(Properties properties) {
    Map<String, Hierarchy> hierarchies = new LinkedHashMap<>();
    Map<String, RawNode> measures = properties.entries("measures");
    properties
        .entries("hierarchies")
        .forEach(
            (name, node) -> {
              if (node instanceof RawNode.Mapping mapping) {
                hierarchies.put(
                    name,
                    hierarchy(
                        name,
                        properties.member(properties.owner() + "." + name, mapping),
                        measures));
              }
            });
    return hierarchies;
  }

  private static Hierarchy hierarchy(
      String name, Properties properties, Map<String, RawNode> measures) {
    List<String> levels = new ArrayList<>();
    for (MemberPath level : properties.memberPaths("levels")) {
      if (measures.containsKey(level.member())) {
        properties.error(
            properties.position(),
            "Only dimensions can be part of a hierarchy. Please remove the '%s' member from the '%s' hierarchy."
                .formatted(level.member(), name));
      } else {
        levels.add(level.member());
      }
    }
    Hierarchy hierarchy =
        new Hierarchy(
            name,
            properties.text("title"),
            properties.flag("public").or(() -> properties.flag("shown")).orElse(true),
            levels,
            Optional.empty());
    properties.accept("shown");
    properties.rejectUnknown();
    return hierarchy;
  }
}
