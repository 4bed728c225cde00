package dev.cuboid.model.compile;

import dev.cuboid.model.SqlPart;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves {@code extends}: a child wins over its parent, member by member. */
final class Inheritance {

  private static final Set<String> MERGED =
      Set.of("measures", "dimensions", "segments", "joins", "preAggregations", "hierarchies");
  private static final Set<String> CONCATENATED =
      Set.of("accessPolicy", "folders", "cubes", "defaultFilters");
  private static final Set<String> SOURCES = Set.of("sql", "sqlTable");

  /** What a parent says of itself only. */
  private static final Set<String> NOT_INHERITED = Set.of("title", "public", "shown", "sqlAlias");

  private final Map<String, RawDefinition> definitions;
  private final ModelErrors errors;

  Inheritance(Map<String, RawDefinition> definitions, ModelErrors errors) {
    this.definitions = definitions;
    this.errors = errors;
  }

  /** The definition with everything that it inherits. */
  RawDefinition resolve(RawDefinition definition) {
    return resolve(definition, new LinkedHashSet<>());
  }

  private RawDefinition resolve(RawDefinition definition, Set<String> children) {
    RawNode parentNode = definition.body().entries().get("extends");
    if (parentNode == null) {
      return definition;
    }
    if (!children.add(definition.name())) {
      errors.add(
          parentNode.position(),
          definition.name(),
          "extends itself: " + String.join(" extends ", children));
      return definition;
    }
    if (parentNode instanceof RawNode.Mapping nameless) {
      return merged(definition, nameless);
    }
    Optional<String> parentName = name(parentNode);
    Optional<RawDefinition> parent = parentName.map(definitions::get);
    if (parent.isEmpty()) {
      String missing = parentName.orElse("?");
      errors.add(
          parentNode.position(),
          definition.name(),
          "Cube " + missing + " doesn't exist" + NearestName.hint(missing, definitions.keySet()));
      return definition;
    }
    return merged(definition, resolve(parent.get(), children).body());
  }

  /** The definition that another extends, by its name; empty for one without. */
  static Optional<String> parentOf(RawDefinition definition) {
    return Optional.ofNullable(definition.body().entries().get("extends"))
        .flatMap(Inheritance::name);
  }

  private static Optional<String> name(RawNode node) {
    return switch (node) {
      case RawNode.Sql sql
          when sql.template().parts().size() == 1
              && sql.template().parts().getFirst() instanceof SqlPart.CubeReference reference ->
          Optional.of(reference.path().getLast());
      case RawNode.Scalar scalar -> Optional.of(String.valueOf(scalar.value()));
      case RawNode.Sql _, RawNode.Mapping _, RawNode.Sequence _, RawNode.Computed _ ->
          Optional.empty();
    };
  }

  private static RawDefinition merged(RawDefinition child, RawNode.Mapping parent) {
    Map<String, RawNode> entries = new LinkedHashMap<>();
    boolean ownSource = SOURCES.stream().anyMatch(child.body().entries()::containsKey);
    parent
        .entries()
        .forEach(
            (key, node) -> {
              boolean replaced = ownSource && SOURCES.contains(key);
              if (!replaced && !NOT_INHERITED.contains(key) && !key.equals("extends")) {
                entries.put(key, node);
              }
            });
    child
        .body()
        .entries()
        .forEach((key, node) -> entries.merge(key, node, (old, own) -> merged(key, old, own)));
    return new RawDefinition(
        child.kind(), child.name(), new RawNode.Mapping(entries, child.body().position()));
  }

  private static RawNode merged(String key, RawNode parent, RawNode child) {
    if (MERGED.contains(key)
        && parent instanceof RawNode.Mapping inherited
        && child instanceof RawNode.Mapping own) {
      Map<String, RawNode> entries = new LinkedHashMap<>(inherited.entries());
      entries.putAll(own.entries());
      return new RawNode.Mapping(entries, own.position());
    }
    if (CONCATENATED.contains(key)
        && parent instanceof RawNode.Sequence inherited
        && child instanceof RawNode.Sequence own) {
      List<RawNode> items = new ArrayList<>(inherited.items());
      items.addAll(own.items());
      return new RawNode.Sequence(items, own.position());
    }
    return child;
  }
}
