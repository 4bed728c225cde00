package dev.cuboid.model.yaml;

import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.raw.RawNode;
import dev.cuboid.model.raw.RepeatedNames;
import dev.cuboid.model.raw.SqlKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns the nodes of one YAML file into raw definitions. */
final class DefinitionNodes {

  /** Lists whose items have a name; in the common form they are mappings by name. */
  private static final Set<String> NAMED_LISTS =
      Set.of(
          "measures",
          "dimensions",
          "segments",
          "joins",
          "preAggregations",
          "hierarchies",
          "granularities",
          "indexes");

  private static final Set<String> MEMBER_LISTS =
      Set.of("measures", "dimensions", "segments", "hierarchies", "granularities");

  private final String file;
  private final PythonTemplates templates;
  private final ModelErrors errors;

  DefinitionNodes(String file, PythonTemplates templates, ModelErrors errors) {
    this.file = file;
    this.templates = templates;
    this.errors = errors;
  }

  void definitions(Node node, RawDefinition.Kind kind, List<RawDefinition> result) {
    String plural = kind.name().toLowerCase(Locale.ROOT) + "s";
    if (isEmpty(node)) {
      return;
    }
    if (!(node instanceof SequenceNode list)) {
      errors.add(position(node), plural + " must be defined as array");
      return;
    }
    for (Node item : list.getValue()) {
      if (!(item instanceof MappingNode mapping)) {
        errors.add(position(item), "name isn't defined for " + plural);
        continue;
      }
      Optional<String> name = name(mapping);
      if (name.isEmpty()) {
        errors.add(position(item), "name isn't defined for " + plural);
        continue;
      }
      result.add(new RawDefinition(kind, name.get(), definition(mapping, name.get())));
    }
  }

  private RawNode.Mapping definition(MappingNode mapping, String cube) {
    Map<String, RawNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = Keys.camelCase(text(tuple.getKeyNode()));
      if (!key.equals("name")) {
        put(entries, key, tuple, cube);
      }
    }
    return new RawNode.Mapping(entries, position(mapping));
  }

  private RawNode value(String key, Node node, String cube) {
    if (key.equals("meta")) {
      return plain(node);
    }
    if (SqlKeys.isRules(key)) {
      return new RuleNodes(this, errors, cube).rules(node);
    }
    if (key.equals("mask") && node instanceof ScalarNode scalar) {
      return mask(scalar);
    }
    if (NAMED_LISTS.contains(key) && !isReferenceSequence(node)) {
      return named(key, node, cube);
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, cube);
      case SequenceNode list -> sequence(key, list, cube);
      case ScalarNode scalar -> scalar(key, scalar);
      default -> plain(node);
    };
  }

  /** In a pre-aggregation {@code measures} is a list of references. */
  private boolean isReferenceSequence(Node node) {
    return node instanceof SequenceNode list
        && !list.getValue().isEmpty()
        && list.getValue().stream().allMatch(ScalarNode.class::isInstance);
  }

  private RawNode named(String key, Node node, String cube) {
    SourcePosition position = position(node);
    if (isEmpty(node)) {
      return new RawNode.Mapping(Map.of(), position);
    }
    if (!(node instanceof SequenceNode list)) {
      errors.add(position, Keys.snakeCase(key) + " must be defined as array");
      return new RawNode.Mapping(Map.of(), position);
    }
    Map<String, RawNode> byName = new LinkedHashMap<>();
    for (Node item : list.getValue()) {
      Optional<String> name = item instanceof MappingNode m ? name(m) : Optional.empty();
      if (name.isEmpty() || !(item instanceof MappingNode mapping)) {
        errors.add(position(item), "name isn't defined for " + Keys.snakeCase(key));
        continue;
      }
      if (byName.containsKey(name.get()) && MEMBER_LISTS.contains(key)) {
        errors.add(
            position(item), cube + "." + name.get(), RepeatedNames.member(key, name.get(), cube));
        continue;
      }
      if (byName.containsKey(name.get()) && key.equals("joins")) {
        errors.add(position(item), cube, repeatedJoin(cube, name.get(), list));
        continue;
      }
      byName.put(name.get(), definition(mapping, cube));
    }
    return new RawNode.Mapping(byName, position);
  }

  private String repeatedJoin(String cube, String target, SequenceNode joins) {
    long times =
        joins.getValue().stream()
            .filter(
                join ->
                    join instanceof MappingNode mapping
                        && name(mapping).equals(Optional.of(target)))
            .count();
    return RepeatedNames.join(cube, target, (int) times);
  }

  private RawNode.Mapping mapping(MappingNode mapping, String cube) {
    Map<String, RawNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      put(entries, Keys.camelCase(text(tuple.getKeyNode())), tuple, cube);
    }
    return new RawNode.Mapping(entries, position(mapping));
  }

  private void put(Map<String, RawNode> entries, String key, NodeTuple tuple, String cube) {
    RawNode other = entries.putIfAbsent(key, value(key, tuple.getValueNode(), cube));
    if (other != null) {
      errors.add(
          position(tuple.getKeyNode()),
          cube,
          "duplicated mapping key '" + text(tuple.getKeyNode()) + "'");
    }
  }

  private RawNode sequence(String key, SequenceNode list, String cube) {
    List<RawNode> items = new ArrayList<>();
    boolean references = SqlKeys.isReferenceList(key) || NAMED_LISTS.contains(key);
    for (Node item : list.getValue()) {
      items.add(
          references && item instanceof ScalarNode scalar
              ? reference(scalar)
              : value("", item, cube));
    }
    return new RawNode.Sequence(items, position(list));
  }

  private RawNode scalar(String key, ScalarNode scalar) {
    if (SqlKeys.isReference(key) || key.equals("extends")) {
      return reference(scalar);
    }
    if (SqlKeys.isSql(key)) {
      return sql(scalar);
    }
    return plain(scalar);
  }

  /** A mask is an expression, {@code "'***'"}; text that is none stands for itself. */
  private RawNode mask(ScalarNode scalar) {
    try {
      if (PythonParser.expression(scalar.getValue()) instanceof PythonExpression.Literal literal) {
        return new RawNode.Scalar(literal.value(), position(scalar));
      }
    } catch (PythonParser.SyntaxException e) {
      return plain(scalar);
    }
    return plain(scalar);
  }

  private RawNode reference(ScalarNode scalar) {
    try {
      PythonExpression expression =
          scalar.getValue().startsWith("{")
              ? PythonParser.formattedText(scalar.getValue())
              : PythonParser.expression(scalar.getValue());
      return new RawNode.Sql(templates.reference(expression), position(scalar));
    } catch (PythonParser.SyntaxException | PythonTemplates.UnsupportedException e) {
      return failed(scalar, e);
    }
  }

  private RawNode sql(ScalarNode scalar) {
    try {
      SqlTemplate template = templates.template(PythonParser.formattedText(scalar.getValue()));
      return new RawNode.Sql(template, position(scalar));
    } catch (PythonParser.SyntaxException | PythonTemplates.UnsupportedException e) {
      return failed(scalar, e);
    }
  }

  RawNode failed(ScalarNode scalar, Exception e) {
    errors.add(
        position(scalar, e),
        "Failed to parse Python expression. Most likely this type of syntax isn't supported yet: "
            + e.getMessage()
            + " in \""
            + scalar.getValue()
            + "\"");
    return new RawNode.Sql(SqlTemplate.text(""), position(scalar));
  }

  /** Inside the text, where its characters stand in the file as they are. */
  private SourcePosition position(ScalarNode scalar, Exception e) {
    SourcePosition start = position(scalar);
    boolean oneLine =
        scalar.getStartMark().map(Mark::getLine).equals(scalar.getEndMark().map(Mark::getLine));
    if (!oneLine || !(e instanceof PythonParser.SyntaxException syntax)) {
      return start;
    }
    int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
    return new SourcePosition(file, start.line(), start.column() + quote + syntax.offset());
  }

  RawNode plain(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, RawNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
          entries.put(text(tuple.getKeyNode()), plain(tuple.getValueNode()));
        }
        yield new RawNode.Mapping(entries, position(mapping));
      }
      case SequenceNode list ->
          new RawNode.Sequence(list.getValue().stream().map(this::plain).toList(), position(list));
      case ScalarNode scalar -> new RawNode.Scalar(scalarValue(scalar), position(scalar));
      default -> new RawNode.Scalar(null, position(node));
    };
  }

  @Nullable Object scalarValue(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String value = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(value);
    }
    try {
      if (tag.equals(Tag.INT)) {
        return Long.decode(value.replace("0o", "0"));
      }
      if (tag.equals(Tag.FLOAT)) {
        return Double.valueOf(value);
      }
    } catch (NumberFormatException e) {
      return value;
    }
    return value;
  }

  private Optional<String> name(MappingNode mapping) {
    return mapping.getValue().stream()
        .filter(tuple -> text(tuple.getKeyNode()).equals("name"))
        .map(tuple -> text(tuple.getValueNode()))
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  private boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  SourcePosition position(Node node) {
    return node.getStartMark()
        .map(mark -> YamlReader.position(file, mark))
        .orElseGet(() -> new SourcePosition(file, 1, 1));
  }
}
