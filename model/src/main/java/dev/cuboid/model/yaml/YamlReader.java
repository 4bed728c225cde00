package dev.cuboid.model.yaml;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import dev.cuboid.model.raw.RawNode;
import dev.cuboid.model.raw.SqlKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML model files into raw definitions. */
public final class YamlReader {

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

  private final ModelErrors errors;
  private final PythonTemplates templates;

  public YamlReader(ContextValues compileContext, ModelErrors errors) {
    this.templates = new PythonTemplates(compileContext);
    this.errors = errors;
  }

  /** The cubes and views of a file; what is wrong goes to the errors. */
  public List<RawDefinition> read(ModelFile file) {
    List<RawDefinition> definitions = new ArrayList<>();
    Optional<Node> root = compose(file);
    if (root.isEmpty()) {
      return definitions;
    }
    FileReader reader = new FileReader(file.name());
    if (!(root.get() instanceof MappingNode mapping)) {
      errors.add(
          reader.position(root.get()), "a model file must be a mapping with 'cubes' or 'views'");
      return definitions;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = reader.text(tuple.getKeyNode());
      switch (key) {
        case "cubes" ->
            reader.definitions(tuple.getValueNode(), RawDefinition.Kind.CUBE, definitions);
        case "views" ->
            reader.definitions(tuple.getValueNode(), RawDefinition.Kind.VIEW, definitions);
        case "view_groups" -> {}
        default ->
            errors.add(
                reader.position(tuple.getKeyNode()),
                "Unexpected YAML key: "
                    + key
                    + ". Only 'cubes', 'views', and 'view_groups' are allowed here.");
      }
    }
    return definitions;
  }

  private Optional<Node> compose(ModelFile file) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.name())
            .setSchema(new CoreSchema())
            .setUseMarks(true)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(100)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(file.content());
      Optional<YamlLimits.Excess> excess = root.flatMap(YamlLimits::excess);
      excess.ifPresent(
          found -> errors.add(new FileReader(file.name()).position(found.node()), found.message()));
      return excess.isPresent() ? Optional.empty() : root;
    } catch (MarkedYamlEngineException e) {
      SourcePosition position =
          e.getProblemMark()
              .map(mark -> position(file.name(), mark))
              .orElseGet(() -> new SourcePosition(file.name(), 1, 1));
      errors.add(position, e.getProblem());
      return Optional.empty();
    } catch (ReaderException e) {
      errors.add(
          position(file, e.getPosition()),
          "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint()));
      return Optional.empty();
    } catch (YamlEngineException e) {
      errors.add(new SourcePosition(file.name(), 1, 1), String.valueOf(e.getMessage()));
      return Optional.empty();
    } catch (StackOverflowError e) {
      errors.add(new SourcePosition(file.name(), 1, 1), "nested too deeply");
      return Optional.empty();
    }
  }

  private static SourcePosition position(ModelFile file, int offset) {
    String before = file.content().substring(0, Math.min(offset, file.content().length()));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new SourcePosition(file.name(), line, before.length() - before.lastIndexOf('\n'));
  }

  private static SourcePosition position(String file, Mark mark) {
    return new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Reads the nodes of one file. */
  private final class FileReader {

    private final String file;

    FileReader(String file) {
      this.file = file;
    }

    void definitions(Node node, RawDefinition.Kind kind, List<RawDefinition> result) {
      String plural = kind == RawDefinition.Kind.CUBE ? "cubes" : "views";
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
          String kind = key.equals("hierarchies") ? "hierarchy" : key.replaceFirst("s$", "");
          errors.add(
              position(item),
              cube + "." + name.get(),
              "Member names must be unique within a cube. Found duplicate "
                  + kind
                  + " '"
                  + name.get()
                  + "' in cube '"
                  + cube
                  + "'.");
          continue;
        }
        byName.put(name.get(), definition(mapping, cube));
      }
      return new RawNode.Mapping(byName, position);
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

    private RawNode failed(ScalarNode scalar, Exception e) {
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

    private RawNode plain(Node node) {
      return switch (node) {
        case MappingNode mapping -> {
          Map<String, RawNode> entries = new LinkedHashMap<>();
          for (NodeTuple tuple : mapping.getValue()) {
            entries.put(text(tuple.getKeyNode()), plain(tuple.getValueNode()));
          }
          yield new RawNode.Mapping(entries, position(mapping));
        }
        case SequenceNode list ->
            new RawNode.Sequence(
                list.getValue().stream().map(this::plain).toList(), position(list));
        case ScalarNode scalar -> new RawNode.Scalar(scalarValue(scalar), position(scalar));
        default -> new RawNode.Scalar(null, position(node));
      };
    }

    private @Nullable Object scalarValue(ScalarNode scalar) {
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
}
