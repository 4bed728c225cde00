package dev.cuboid.model.compile;

import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.raw.RawNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be named in a model: cubes and views, and the members of each.
 *
 * @param members the names of all members, by cube
 * @param views which of them are views
 */
record Names(Map<String, Set<String>> members, Set<String> views) {

  private static final List<String> KINDS = List.of("measures", "dimensions", "segments");

  /** The names of the cubes; views get theirs when they are built. */
  static Names of(Map<String, RawDefinition> definitions) {
    Map<String, Set<String>> members = new LinkedHashMap<>();
    Set<String> views = new HashSet<>();
    for (RawDefinition definition : definitions.values()) {
      if (definition.kind() == RawDefinition.Kind.VIEW_GROUP) {
        continue;
      }
      if (definition.kind() == RawDefinition.Kind.VIEW) {
        views.add(definition.name());
      }
      Set<String> names = new HashSet<>();
      for (String kind : KINDS) {
        if (definition.body().entries().get(kind) instanceof RawNode.Mapping mapping) {
          names.addAll(mapping.entries().keySet());
        }
      }
      members.put(definition.name(), names);
    }
    return new Names(new HashMap<>(members), Set.copyOf(views));
  }

  boolean isCube(String name) {
    return members.containsKey(name);
  }

  boolean isView(String name) {
    return views.contains(name);
  }

  boolean isMember(String cube, String name) {
    return members.getOrDefault(cube, Set.of()).contains(name);
  }
}
