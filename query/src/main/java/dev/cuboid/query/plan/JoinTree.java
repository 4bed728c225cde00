package dev.cuboid.query.plan;

import dev.cuboid.model.Join;
import dev.cuboid.model.Relationship;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cubes of a query, joined from a root.
 *
 * @param root the cube whose rows are all there
 * @param edges from the root outwards, each to a cube that no other edge leads to
 */
record JoinTree(String root, List<Edge> edges) {

  /**
   * @param from the cube that declares the join
   */
  record Edge(String from, Join join) {
    String to() {
      return join.target();
    }
  }

  JoinTree {
    edges = List.copyOf(edges);
  }

  /** The root first, then in the order in which they are joined. */
  List<String> cubes() {
    List<String> cubes = new ArrayList<>(edges.size() + 1);
    cubes.add(root);
    edges.forEach(edge -> cubes.add(edge.to()));
    return cubes;
  }

  /** The same root with only those joins that lead to the needed cubes. */
  JoinTree pruned(Collection<String> needed) {
    Map<String, Edge> arriving = new HashMap<>();
    edges.forEach(edge -> arriving.put(edge.to(), edge));
    Set<String> kept = new HashSet<>();
    for (String cube : needed) {
      Edge edge = arriving.get(cube);
      while (edge != null && kept.add(edge.to())) {
        edge = arriving.get(edge.from());
      }
    }
    return new JoinTree(root, edges.stream().filter(edge -> kept.contains(edge.to())).toList());
  }

  /**
   * Whether a row that is made of these cubes' rows can appear several times: whether a join that
   * leads away from them finds several rows for one.
   */
  boolean multiplies(Collection<String> cubes) {
    Set<String> reached = new LinkedHashSet<>(spanning(cubes));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      String cube = open.removeFirst();
      for (Edge edge : edges) {
        if (edge.from().equals(cube) && reached.add(edge.to())) {
          if (edge.join().relationship() == Relationship.ONE_TO_MANY) {
            return true;
          }
          open.addLast(edge.to());
        } else if (edge.to().equals(cube) && reached.add(edge.from())) {
          if (edge.join().relationship() == Relationship.MANY_TO_ONE) {
            return true;
          }
          open.addLast(edge.from());
        }
      }
    }
    return false;
  }

  /** The given cubes and those between them. */
  private Set<String> spanning(Collection<String> cubes) {
    if (cubes.size() == 1) {
      return Set.copyOf(cubes);
    }
    List<Edge> between = new ArrayList<>(pruned(cubes).edges());
    String top = root;
    while (!cubes.contains(top)) {
      String current = top;
      List<Edge> leaving = between.stream().filter(edge -> edge.from().equals(current)).toList();
      if (leaving.size() != 1) {
        break;
      }
      between.remove(leaving.getFirst());
      top = leaving.getFirst().to();
    }
    Set<String> spanning = new LinkedHashSet<>();
    spanning.add(top);
    between.forEach(edge -> spanning.add(edge.to()));
    return spanning;
  }
}
