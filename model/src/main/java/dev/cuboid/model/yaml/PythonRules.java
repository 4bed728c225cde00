package dev.cuboid.model.yaml;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.yaml.PythonExpression.Attribute;
import dev.cuboid.model.yaml.PythonExpression.Call;
import dev.cuboid.model.yaml.PythonExpression.FormattedText;
import dev.cuboid.model.yaml.PythonExpression.Lambda;
import dev.cuboid.model.yaml.PythonExpression.ListLiteral;
import dev.cuboid.model.yaml.PythonExpression.Literal;
import dev.cuboid.model.yaml.PythonExpression.Logical;
import dev.cuboid.model.yaml.PythonExpression.Name;
import dev.cuboid.model.yaml.PythonExpression.Not;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the expressions of access rules. What is missing from the security context is null, and
 * truth is JavaScript's, because Cube evaluates them there.
 */
final class PythonRules {

  private static final Set<String> SECURITY_CONTEXT = Set.of("securityContext", "security_context");
  private static final Set<String> USER_ATTRIBUTES = Set.of("userAttributes", "user_attributes");
  private static final String GROUPS = "groups";

  private PythonRules() {}

  /** The names that an access rule does not know. */
  static Set<String> unknownNames(PythonExpression expression) {
    Set<String> names = new LinkedHashSet<>();
    collect(expression, names);
    names.removeAll(SECURITY_CONTEXT);
    names.removeAll(USER_ATTRIBUTES);
    names.remove(GROUPS);
    return names;
  }

  /**
   * @throws PythonTemplates.UnsupportedException for calls and lambdas
   */
  private static void collect(PythonExpression expression, Set<String> names) {
    switch (expression) {
      case Name name -> names.add(name.name());
      case Attribute attribute -> collect(attribute.object(), names);
      case Not not -> collect(not.operand(), names);
      case Logical logical -> {
        collect(logical.left(), names);
        collect(logical.right(), names);
      }
      case ListLiteral list -> list.items().forEach(item -> collect(item, names));
      case FormattedText text -> text.parts().forEach(part -> collect(part, names));
      case Literal _ -> {}
      case Call _, Lambda _ ->
          throw new PythonTemplates.UnsupportedException("an access rule cannot call functions");
    }
  }

  static @Nullable Object evaluate(PythonExpression expression, ContextValues context) {
    return switch (expression) {
      case Literal literal -> literal.value();
      case Name name -> named(name.name(), context);
      case Attribute attribute ->
          evaluate(attribute.object(), context) instanceof Map<?, ?> object
              ? object.get(attribute.attribute())
              : null;
      case Not not -> !isTrue(evaluate(not.operand(), context));
      case Logical logical -> {
        @Nullable Object left = evaluate(logical.left(), context);
        yield isTrue(left) == logical.isAnd() ? evaluate(logical.right(), context) : left;
      }
      case ListLiteral list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(evaluate(item, context)));
        yield items;
      }
      case FormattedText text -> {
        StringBuilder result = new StringBuilder();
        text.parts().forEach(part -> result.append(evaluate(part, context)));
        yield result.toString();
      }
      case Call _, Lambda _ ->
          throw new PythonTemplates.UnsupportedException("an access rule cannot call functions");
    };
  }

  private static @Nullable Object named(String name, ContextValues context) {
    if (SECURITY_CONTEXT.contains(name)) {
      return context.asMap();
    }
    String attribute = name.equals(GROUPS) ? GROUPS : "userAttributes";
    return context.at(List.of("cubeCloud", attribute)).orElse(null);
  }

  private static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case String text -> !text.isEmpty();
      case Number number -> number.doubleValue() != 0 && !Double.isNaN(number.doubleValue());
      default -> true;
    };
  }
}
