package dev.cuboid.model.compile;

import dev.cuboid.model.ViewGroup;
import dev.cuboid.model.ViewGroupItem;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.raw.RawNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds view groups, which list their views, and to which views can say that they belong. */
final class ViewGroupBuilder {

  private final Names names;
  private final ModelErrors errors;
  private final Set<String> views;
  private final Set<String> defined;
  private final Map<String, List<String>> assigned = new LinkedHashMap<>();

  /**
   * @param definitions of the whole model
   */
  ViewGroupBuilder(Collection<RawDefinition> definitions, Names names, ModelErrors errors) {
    this.names = names;
    this.errors = errors;
    List<RawDefinition> all =
        definitions.stream()
            .filter(definition -> definition.kind() == RawDefinition.Kind.VIEW)
            .toList();
    this.views = all.stream().map(RawDefinition::name).collect(Collectors.toSet());
    this.defined =
        definitions.stream()
            .filter(definition -> definition.kind() == RawDefinition.Kind.VIEW_GROUP)
            .flatMap(group -> names(group.name(), group.body()))
            .collect(Collectors.toSet());
    all.forEach(this::assign);
  }

  /** A group's name, and those of the groups inside of it. */
  private static Stream<String> names(String name, RawNode.Mapping body) {
    Stream<String> inside =
        Stream.of("includes", "views")
            .map(body.entries()::get)
            .filter(RawNode.Sequence.class::isInstance)
            .flatMap(list -> ((RawNode.Sequence) list).items().stream())
            .filter(RawNode.Mapping.class::isInstance)
            .map(RawNode.Mapping.class::cast)
            .filter(group -> group.entries().get("name") instanceof RawNode.Scalar)
            .flatMap(
                group ->
                    names(
                        String.valueOf(((RawNode.Scalar) group.entries().get("name")).value()),
                        group));
    return Stream.concat(Stream.of(name), inside);
  }

  private void assign(RawDefinition view) {
    Properties properties = properties(view);
    for (String key : List.of("viewGroup", "viewGroups")) {
      for (RawNode item : properties.items(key)) {
        ReferencePaths.dotted(item).ifPresent(group -> assign(view, group, item));
      }
    }
  }

  private void assign(RawDefinition view, String group, RawNode item) {
    if (!defined.contains(group)) {
      errors.add(
          item.position(),
          view.name(),
          "View \"%s\" references view group \"%s\" which is not defined. Define it using view_group('%s', { ... })."
              .formatted(view.name(), group, group));
    }
    assigned.computeIfAbsent(group, name -> new ArrayList<>()).add(view.name());
  }

  /** The groups that are defined, with the views that name them. */
  Map<String, ViewGroup> groups(Collection<RawDefinition> definitions) {
    Map<String, ViewGroup> groups = new LinkedHashMap<>();
    for (RawDefinition definition : definitions) {
      if (definition.kind() == RawDefinition.Kind.VIEW_GROUP) {
        Properties properties = properties(definition);
        groups.put(definition.name(), group(definition.name(), properties));
        properties.rejectUnknown();
      }
    }
    return groups;
  }

  private Properties properties(RawDefinition definition) {
    return new Properties(
        definition.name(),
        definition.body(),
        new ReferenceResolver(definition.name(), names, errors),
        errors);
  }

  private ViewGroup group(String name, Properties properties) {
    List<ViewGroupItem> items = new ArrayList<>();
    for (String key : List.of("includes", "views")) {
      for (RawNode item : properties.items(key)) {
        item(name, properties, item).ifPresent(items::add);
      }
    }
    for (String view : assigned.getOrDefault(name, List.of())) {
      ViewGroupItem item = new ViewGroupItem.View(view);
      if (!items.contains(item)) {
        items.add(item);
      }
    }
    return new ViewGroup(name, properties.text("title"), properties.text("description"), items);
  }

  private Optional<ViewGroupItem> item(String group, Properties properties, RawNode item) {
    if (item instanceof RawNode.Mapping mapping) {
      Properties nested = properties.below(mapping);
      Optional<String> name = nested.text("name");
      if (name.isEmpty()) {
        properties.error(item.position(), "a view group needs a name");
      }
      Optional<ViewGroupItem> result = name.map(text -> group(text, nested));
      nested.rejectUnknown();
      return result;
    }
    String view = ReferencePaths.dotted(item).orElse("");
    if (!views.contains(view)) {
      properties.error(
          item.position(),
          "View group \"%s\" includes \"%s\" which is not a defined view.%s"
              .formatted(group, view, NearestName.hint(view, views)));
      return Optional.empty();
    }
    return Optional.of(new ViewGroupItem.View(view));
  }
}
