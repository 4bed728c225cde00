package dev.cuboid.model.compile;

import dev.cuboid.model.SqlPart;
import dev.cuboid.model.raw.RawNode;
import java.util.Optional;

/** Reads names and dotted paths that authors write in many ways. */
final class ReferencePaths {

  private ReferencePaths() {}

  /**
   * {@code CUBE.status} for {@code status: CUBE.status}, <code>{CUBE}.status</code>, <code>
   * ${CUBE.status}</code> and their like; empty where a node is no name.
   */
  static Optional<String> dotted(RawNode node) {
    return switch (node) {
      case RawNode.Scalar scalar when scalar.value() != null ->
          Optional.of(String.valueOf(scalar.value()).replaceAll("[{}\\s]", ""));
      case RawNode.Sql sql -> dotted(sql);
      case RawNode.Scalar _, RawNode.Mapping _, RawNode.Sequence _, RawNode.Computed _ ->
          Optional.empty();
    };
  }

  /** The same without {@code CUBE.} or the owner's own name in front. */
  static Optional<String> own(RawNode node, String owner) {
    return dotted(node)
        .map(
            path -> {
              for (String prefix : new String[] {"CUBE.", "TABLE.", owner + "."}) {
                if (path.startsWith(prefix)) {
                  return path.substring(prefix.length());
                }
              }
              return path;
            });
  }

  private static Optional<String> dotted(RawNode.Sql sql) {
    StringBuilder path = new StringBuilder();
    for (SqlPart part : sql.template().parts()) {
      switch (part) {
        case SqlPart.CubeReference reference -> path.append(String.join(".", reference.path()));
        case SqlPart.Text text -> path.append(text.sql().strip());
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(path.toString());
  }
}
