package dev.cuboid.query.properties;

import dev.cuboid.query.properties.CubeSpec.JoinSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins rows in nested loops. */
final class PlainJoins {

  private final ModelSpec model;

  PlainJoins(ModelSpec model) {
    this.model = model;
  }

  /**
   * A row of each cube that is joined; a cube without a matching row is missing.
   *
   * @param rows by cube
   */
  record JoinedRow(Map<String, Map<String, @Nullable Object>> rows) {

    boolean has(String cube) {
      return rows.containsKey(cube);
    }

    @Nullable Object value(String cube, String column) {
      Map<String, @Nullable Object> row = rows.get(cube);
      return row == null ? null : row.get(column);
    }

    JoinedRow with(String cube, Map<String, @Nullable Object> row) {
      Map<String, Map<String, @Nullable Object>> more = new HashMap<>(rows);
      more.put(cube, row);
      return new JoinedRow(more);
    }
  }

  /** One join on the way from the root. */
  private record Step(String from, JoinSpec join) {}

  /** The root, and how the other cubes are joined. */
  record Tree(String root, List<Step> steps) {}

  /**
   * The tree with the fewest cubes that has all these paths; among equals the one whose root is
   * named first.
   */
  Optional<Tree> tree(Collection<List<String>> paths) {
    Optional<Tree> best = Optional.empty();
    for (List<String> first : paths) {
      Map<String, Step> steps = new LinkedHashMap<>();
      Set<String> joined = new LinkedHashSet<>(List.of(first.getFirst()));
      boolean all =
          follow(first, first.getFirst(), joined, steps)
              && paths.stream().allMatch(path -> follow(path, first.getFirst(), joined, steps));
      if (all && (best.isEmpty() || steps.size() < best.get().steps().size())) {
        best = Optional.of(new Tree(first.getFirst(), List.copyOf(steps.values())));
      }
    }
    return best;
  }

  private boolean follow(
      List<String> path, String root, Set<String> joined, Map<String, Step> steps) {
    String from = root;
    for (String cube : path) {
      if (!joined.contains(cube)) {
        Optional<List<Step>> way = way(from, cube, Set.of(from));
        if (way.isEmpty()) {
          return false;
        }
        for (Step step : way.get()) {
          if (joined.add(step.join().target())) {
            steps.put(step.join().target(), step);
          }
        }
      }
      from = cube;
    }
    return true;
  }

  /** The only way between two cubes. */
  private Optional<List<Step>> way(String from, String to, Set<String> seen) {
    for (JoinSpec join : model.cube(from).joins()) {
      Step step = new Step(from, join);
      if (join.target().equals(to)) {
        return Optional.of(List.of(step));
      }
      if (!seen.contains(join.target())) {
        Set<String> further = new LinkedHashSet<>(seen);
        further.add(join.target());
        Optional<List<Step>> rest = way(join.target(), to, further);
        if (rest.isPresent()) {
          List<Step> way = new ArrayList<>(List.of(step));
          way.addAll(rest.get());
          return Optional.of(way);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a cube can be joined from another one. */
  boolean reaches(String from, String to) {
    return from.equals(to) || way(from, to, Set.of(from)).isPresent();
  }

  List<JoinedRow> rows(Tree tree) {
    List<JoinedRow> rows =
        model.cube(tree.root()).table().rows().stream()
            .map(row -> new JoinedRow(Map.of(tree.root(), row)))
            .toList();
    for (Step step : tree.steps()) {
      rows = rows.stream().flatMap(row -> joined(row, step).stream()).toList();
    }
    return rows;
  }

  private List<JoinedRow> joined(JoinedRow row, Step step) {
    String target = step.join().target();
    List<JoinedRow> matches =
        model.cube(target).table().rows().stream()
            .filter(other -> matches(row, step, other))
            .map(other -> row.with(target, other))
            .toList();
    return matches.isEmpty() ? List.of(row) : matches;
  }

  private static boolean matches(JoinedRow row, Step step, Map<String, @Nullable Object> other) {
    for (int index = 0; index < step.join().own().size(); index++) {
      Object value = row.value(step.from(), step.join().own().get(index));
      if (value == null || !value.equals(other.get(step.join().others().get(index)))) {
        return false;
      }
    }
    return true;
  }
}
