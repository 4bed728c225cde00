package dev.cuboid.model.compile;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A view may reach each cube by one join path alone: two would give two meanings to a member. */
final class ViewPaths {

  private ViewPaths() {}

  static void check(Properties view, List<List<String>> paths) {
    Map<String, Map<String, Set<String>>> byRoot = new LinkedHashMap<>();
    for (List<String> path : paths) {
      for (int length = 1; length <= path.size(); length++) {
        byRoot
            .computeIfAbsent(path.getFirst(), root -> new LinkedHashMap<>())
            .computeIfAbsent(path.get(length - 1), cube -> new LinkedHashSet<>())
            .add(String.join(".", path.subList(0, length)));
      }
    }
    byRoot.forEach(
        (root, cubes) ->
            cubes.forEach(
                (cube, ways) -> {
                  if (ways.size() > 1) {
                    view.error(
                        view.position(),
                        "Views can't define multiple join paths to the same cube. View '%s' has multiple paths to '%s' within root '%s': %s. Use extends to create a child cube and reference it instead"
                            .formatted(view.owner(), cube, root, quoted(ways)));
                  }
                }));
  }

  private static String quoted(Set<String> ways) {
    return ways.stream().map(way -> "'" + way + "'").collect(Collectors.joining(", "));
  }
}
