package dev.cuboid.model.yaml;

import dev.cuboid.model.RequestValue;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.model.raw.RawNode;
import dev.cuboid.model.raw.SqlKeys;
import dev.cuboid.model.yaml.PythonExpression.FormattedText;
import dev.cuboid.model.yaml.PythonExpression.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads access policies and default filters of one cube, in which conditions and values are
 * computed from the security context of a request.
 */
final class RuleNodes {

  private final DefinitionNodes nodes;
  private final ModelErrors errors;
  private final String cube;

  RuleNodes(DefinitionNodes nodes, ModelErrors errors, String cube) {
    this.nodes = nodes;
    this.errors = errors;
    this.cube = cube;
  }

  RawNode rules(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, RawNode> entries = new LinkedHashMap<>();
        mapping
            .getValue()
            .forEach(
                tuple -> {
                  String key = Keys.camelCase(nodes.text(tuple.getKeyNode()));
                  Node value = tuple.getValueNode();
                  entries.put(key, SqlKeys.isRuleValue(key) ? computed(value) : rules(value));
                });
        yield new RawNode.Mapping(entries, nodes.position(mapping));
      }
      case SequenceNode list ->
          new RawNode.Sequence(
              list.getValue().stream().map(this::rules).toList(), nodes.position(list));
      default -> nodes.plain(node);
    };
  }

  private RawNode computed(Node node) {
    if (node instanceof SequenceNode list) {
      return computedList(list);
    }
    if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
      return nodes.plain(node);
    }
    String text = scalar.getValue().strip();
    try {
      PythonExpression expression =
          text.startsWith("{")
              ? single(PythonParser.formattedText(text))
              : PythonParser.expression(text);
      return new RawNode.Computed(checked(expression, scalar), nodes.position(scalar));
    } catch (PythonParser.SyntaxException | PythonTemplates.UnsupportedException e) {
      return nodes.failed(scalar, e);
    }
  }

  private RawNode computedList(SequenceNode list) {
    List<RequestValue> values = new ArrayList<>();
    for (Node item : list.getValue()) {
      values.add(item instanceof ScalarNode scalar ? listItem(scalar) : context -> null);
    }
    return new RawNode.Computed(
        context -> {
          List<@Nullable Object> evaluated = new ArrayList<>();
          values.forEach(value -> evaluated.add(value.evaluate(context)));
          return evaluated;
        },
        nodes.position(list));
  }

  private RequestValue listItem(ScalarNode scalar) {
    if (!scalar.getTag().equals(Tag.STR)) {
      @Nullable Object constant = nodes.scalarValue(scalar);
      return context -> constant;
    }
    try {
      return checked(single(PythonParser.formattedText(scalar.getValue())), scalar);
    } catch (PythonParser.SyntaxException | PythonTemplates.UnsupportedException e) {
      nodes.failed(scalar, e);
      return context -> null;
    }
  }

  /** One hole alone is its value, with its type; anything beside it makes a text. */
  private static PythonExpression single(FormattedText text) {
    if (text.parts().isEmpty()) {
      return new Literal("");
    }
    return text.parts().size() == 1 ? text.parts().getFirst() : text;
  }

  private RequestValue checked(PythonExpression expression, ScalarNode scalar) {
    for (String name : PythonRules.unknownNames(expression)) {
      errors.add(
          nodes.position(scalar),
          cube,
          "Cube references are not allowed when evaluating RLS conditions or filters. Found: "
              + name
              + " in "
              + cube);
    }
    return context -> PythonRules.evaluate(expression, context);
  }
}
