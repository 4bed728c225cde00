package dev.cuboid.cognito.seed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One place of a seed file, with its line for errors. */
record SeedNode(String fileName, Node node, String name) {

  /** The members of a mapping, all of them known. */
  record Members(SeedNode owner, Map<String, SeedNode> values) {

    String required(String member) {
      return text(member).orElseThrow(() -> owner.failure("'" + member + "' is missing"));
    }

    Optional<String> text(String member) {
      return Optional.ofNullable(values.get(member)).map(SeedNode::text);
    }

    Optional<Integer> number(String member) {
      return Optional.ofNullable(values.get(member)).map(SeedNode::number);
    }

    List<SeedNode> list(String member) {
      return Optional.ofNullable(values.get(member)).map(SeedNode::items).orElse(List.of());
    }

    List<String> texts(String member) {
      return list(member).stream().map(SeedNode::text).toList();
    }

    Map<String, String> textMap(String member) {
      Map<String, String> map = new LinkedHashMap<>();
      Optional.ofNullable(values.get(member))
          .map(SeedNode::entries)
          .orElse(Map.of())
          .forEach((key, value) -> map.put(key, value.text()));
      return map;
    }
  }

  Members members(Set<String> known) {
    Map<String, SeedNode> entries = entries();
    entries.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw value.failure(
                "'"
                    + key
                    + "' is not known here; known are "
                    + String.join(", ", new TreeSet<>(known)));
          }
        });
    return new Members(this, entries);
  }

  SeedFileException failure(String message) {
    String line = node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    return new SeedFileException(fileName + line + ": " + name + ": " + message);
  }

  private Map<String, SeedNode> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw failure("a mapping was expected");
    }
    Map<String, SeedNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = new SeedNode(fileName, tuple.getKeyNode(), name).text();
      entries.put(key, new SeedNode(fileName, tuple.getValueNode(), key));
    }
    return entries;
  }

  private List<SeedNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw failure("a list was expected");
    }
    return sequence.getValue().stream().map(item -> new SeedNode(fileName, item, name)).toList();
  }

  private String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw failure("a text was expected");
    }
    return scalar.getValue();
  }

  private int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw failure("a whole number was expected");
    }
  }
}
