package dev.cuboid.model.raw;

import dev.cuboid.model.RequestValue;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlTemplate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition as its file says it, before names are resolved: the common form of YAML and
 * JavaScript models.
 *
 * <p>In its {@link SqlTemplate}s every reference is a {@link
 * dev.cuboid.model.SqlPart.CubeReference} whose path is what the author wrote, {@code CUBE.status}.
 */
public sealed interface RawNode {

  /** Where it stands. */
  SourcePosition position();

  /** An object; keys in the author's order, in camelCase where they are no member's name. */
  record Mapping(Map<String, RawNode> entries, SourcePosition position) implements RawNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** A list. */
  record Sequence(List<RawNode> items, SourcePosition position) implements RawNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A string, number, boolean or null that stands for itself. */
  record Scalar(@Nullable Object value, SourcePosition position) implements RawNode {}

  /** A value of an access rule that is computed for each request. */
  record Computed(RequestValue value, SourcePosition position) implements RawNode {}

  /** Text with holes, or a bare reference. */
  record Sql(SqlTemplate template, SourcePosition position) implements RawNode {}
}
