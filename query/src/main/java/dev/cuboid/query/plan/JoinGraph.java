package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.Join;
import dev.cuboid.query.plan.JoinTree.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The joins of a model as a directed graph. Shortest paths are kept once they were looked for, so
 * that a large model costs nothing per query. Thread-safe.
 *
 * @see <a href="https://cube.dev/docs/product/data-modeling/concepts/working-with-joins">Working
 *     with joins</a>
 */
final class JoinGraph {

  private final DataModel model;
  private final Map<String, Map<String, Edge>> arrivals = new ConcurrentHashMap<>();

  JoinGraph(DataModel model) {
    this.model = model;
  }

  /**
   * The tree with the fewest joins that has all the cubes; the earliest root wins among equals.
   *
   * @param hints cubes, or paths whose cubes are joined one after the other
   * @return empty where no root reaches every cube
   */
  Optional<JoinTree> tree(Collection<List<String>> hints) {
    List<List<String>> all = List.copyOf(hints);
    Optional<JoinTree> best = Optional.empty();
    for (int root = 0; root < all.size(); root++) {
      JoinTree tree = treeFrom(root, all);
      if (tree != null && (best.isEmpty() || tree.edges().size() < best.get().edges().size())) {
        best = Optional.of(tree);
      }
    }
    return best;
  }

  /** The tree from that root. */
  Optional<JoinTree> treeFrom(String root, Collection<List<String>> hints) {
    List<List<String>> all = new ArrayList<>();
    all.add(List.of(root));
    all.addAll(hints);
    return Optional.ofNullable(treeFrom(0, all));
  }

  private @Nullable JoinTree treeFrom(int rootIndex, List<List<String>> hints) {
    List<String> rootPath = hints.get(rootIndex);
    String root = rootPath.getFirst();
    Set<String> joined = new HashSet<>();
    joined.add(root);
    List<Edge> edges = new ArrayList<>();
    if (!follow(root, rootPath, joined, edges)) {
      return null;
    }
    for (int index = 0; index < hints.size(); index++) {
      if (index != rootIndex && !follow(root, hints.get(index), joined, edges)) {
        return null;
      }
    }
    return new JoinTree(root, edges);
  }

  private boolean follow(String root, List<String> hint, Set<String> joined, List<Edge> edges) {
    String previous = root;
    for (String cube : hint) {
      if (!joined.contains(cube)) {
        List<Edge> path = path(previous, cube);
        if (path == null) {
          return false;
        }
        for (Edge edge : path) {
          if (joined.add(edge.to())) {
            edges.add(edge);
          }
        }
      }
      previous = cube;
    }
    return true;
  }

  private @Nullable List<Edge> path(String from, String to) {
    Map<String, Edge> arriving = arrivals.computeIfAbsent(from, this::search);
    Deque<Edge> path = new ArrayDeque<>();
    String cube = to;
    while (!cube.equals(from)) {
      Edge edge = arriving.get(cube);
      if (edge == null) {
        return null;
      }
      path.addFirst(edge);
      cube = edge.from();
    }
    return List.copyOf(path);
  }

  /** By which join each cube is reached first, walking breadth first from a root. */
  private Map<String, Edge> search(String root) {
    Map<String, Edge> arriving = new HashMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      String from = open.removeFirst();
      for (Join join : model.cube(from).map(Cube::joins).orElse(List.of())) {
        String to = join.target();
        if (!to.equals(root) && !arriving.containsKey(to)) {
          arriving.put(to, new Edge(from, join));
          open.addLast(to);
        }
      }
    }
    return Map.copyOf(arriving);
  }
}
