package dev.cuboid.model.yaml;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelFile;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.schema.Schema;

/** Reads YAML model files into raw definitions. */
public final class YamlReader {

  private static final Schema SCHEMA = new WordSchema();

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
    DefinitionNodes reader = reader(file);
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
        case "view_groups" ->
            reader.definitions(tuple.getValueNode(), RawDefinition.Kind.VIEW_GROUP, definitions);
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

  private DefinitionNodes reader(ModelFile file) {
    return new DefinitionNodes(file.name(), templates, errors);
  }

  private Optional<Node> compose(ModelFile file) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.name())
            .setSchema(SCHEMA)
            .setUseMarks(true)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(100)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(file.content());
      Optional<YamlLimits.Excess> excess = root.flatMap(YamlLimits::excess);
      excess.ifPresent(found -> errors.add(reader(file).position(found.node()), found.message()));
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

  static SourcePosition position(String file, Mark mark) {
    return new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
