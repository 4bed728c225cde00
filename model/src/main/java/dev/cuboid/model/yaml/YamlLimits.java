package dev.cuboid.model.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** How large a document may be once its aliases are replaced by what they stand for. */
final class YamlLimits {

  /** A node that is too much, and why. */
  record Excess(Node node, String message) {}

  private record Visit(Node node, int depth) {}

  private static final int MAXIMUM_DEPTH = 200;
  private static final int MAXIMUM_NODES = 2_000_000;

  private YamlLimits() {}

  /** What is wrong with a document; an alias inside its own anchor is found as endless depth. */
  static Optional<Excess> excess(Node root) {
    Deque<Visit> open = new ArrayDeque<>();
    open.push(new Visit(root, 0));
    int nodes = 0;
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      if (visit.depth() > MAXIMUM_DEPTH) {
        return Optional.of(
            new Excess(
                visit.node(),
                "nested more than " + MAXIMUM_DEPTH + " levels deep, or contains itself"));
      }
      if (++nodes > MAXIMUM_NODES) {
        return Optional.of(new Excess(root, "aliases make this file too large"));
      }
      int depth = visit.depth() + 1;
      switch (visit.node()) {
        case MappingNode mapping -> {
          for (NodeTuple tuple : mapping.getValue()) {
            open.push(new Visit(tuple.getValueNode(), depth));
          }
        }
        case SequenceNode list ->
            list.getValue().forEach(item -> open.push(new Visit(item, depth)));
        default -> {}
      }
    }
    return Optional.empty();
  }
}
