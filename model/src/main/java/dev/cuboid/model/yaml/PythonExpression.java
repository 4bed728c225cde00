package dev.cuboid.model.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subset of Python expressions that braces in a YAML model may hold. */
sealed interface PythonExpression {

  /** A name. */
  record Name(String name) implements PythonExpression {}

  /** {@code object.attribute}. */
  record Attribute(PythonExpression object, String attribute) implements PythonExpression {}

  /** {@code function(arguments)}. */
  record Call(PythonExpression function, List<PythonExpression> arguments)
      implements PythonExpression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code lambda a, b: body}. */
  record Lambda(List<String> parameters, PythonExpression body) implements PythonExpression {
    public Lambda {
      parameters = List.copyOf(parameters);
    }
  }

  /** A string without holes, a number, a boolean or None. */
  record Literal(@Nullable Object value) implements PythonExpression {}

  /** An f-string: {@link Literal} texts and expressions in turn. */
  record FormattedText(List<PythonExpression> parts) implements PythonExpression {
    public FormattedText {
      parts = List.copyOf(parts);
    }
  }

  /** {@code not operand}. */
  record Not(PythonExpression operand) implements PythonExpression {}

  /** {@code left and right}, {@code left or right}. */
  record Logical(boolean isAnd, PythonExpression left, PythonExpression right)
      implements PythonExpression {}

  /** {@code [a, b]}. */
  record ListLiteral(List<PythonExpression> items) implements PythonExpression {
    public ListLiteral {
      items = List.copyOf(items);
    }
  }
}
