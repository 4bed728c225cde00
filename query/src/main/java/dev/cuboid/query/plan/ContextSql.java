package dev.cuboid.query.plan;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.ComparisonOperator;
import dev.cuboid.query.sql.SqlExpression.In;
import dev.cuboid.query.sql.SqlExpression.Operand;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.ParameterType;
import dev.cuboid.query.sql.SqlExpression.Sequence;
import dev.cuboid.query.sql.SqlExpression.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code SECURITY_CONTEXT} in a model's SQL.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/reference/context-variables#security_context">Context
 *     variables</a>
 */
final class ContextSql {

  private final PlanContext context;

  ContextSql(PlanContext context) {
    this.context = context;
  }

  /**
   * @param cube whose SQL has the filter
   * @param template prints SQL of the author
   */
  SqlExpression filter(
      String cube, SqlPart.ContextFilter filter, Function<SqlTemplate, SqlExpression> template) {
    Optional<Object> value = find(filter, context.values());
    if (value.isEmpty()) {
      if (filter.required()) {
        throw QueryErrors.user("Filter for %s is required".formatted(subject(filter)));
      }
      context.listener().missing(cube, String.join(".", filter.path()));
      return context.missing() == MissingContextValue.ALLOW_ALL
          ? SqlExpression.TRUE
          : SqlExpression.FALSE;
    }
    Optional<List<SqlExpression>> parameters = parameters(value.get());
    if (parameters.isEmpty() || parameters.get().isEmpty()) {
      return SqlExpression.FALSE;
    }
    return switch (filter.argument()) {
      case FilterArgument.Column(SqlTemplate column) ->
          condition(template.apply(column), parameters.get(), value.get() instanceof Collection<?>);
      case FilterArgument.Callback(FilterArgument.SqlCallback callback, _) ->
          new Operand(Placeholders.apply(callback, parameters.get(), template));
    };
  }

  /** The value that a filter compares with; empty where it counts as missing. */
  static Optional<Object> find(SqlPart.ContextFilter filter, ContextValues values) {
    return values.at(filter.path()).filter(ContextSql::isTruthy);
  }

  private static SqlExpression condition(
      SqlExpression column, List<SqlExpression> parameters, boolean several) {
    return several
        ? new In(column, parameters, false)
        : new Comparison(column, ComparisonOperator.EQUAL, parameters.getFirst());
  }

  /** The value as bound parameters, nothing where it is not there. */
  SqlExpression value(SqlPart.ContextValue value) {
    List<SqlExpression> parts = new ArrayList<>();
    List<SqlExpression> parameters =
        context.values().at(value.path()).flatMap(ContextSql::parameters).orElse(List.of());
    for (SqlExpression parameter : parameters) {
      if (!parts.isEmpty()) {
        parts.add(new Text(", "));
      }
      parts.add(parameter);
    }
    return new Sequence(parts);
  }

  /** The raw value; {@code NULL}, which equals nothing, where it is not there. */
  SqlExpression unsafeValue(SqlPart.ContextUnsafeValue value) {
    String text =
        context
            .values()
            .at(value.path())
            .map(
                found ->
                    found instanceof Collection<?> several
                        ? String.join(",", several.stream().map(String::valueOf).toList())
                        : found.toString())
            .orElse("NULL");
    return new Text(text);
  }

  /** Empty for an object, which no column equals. */
  private static Optional<List<SqlExpression>> parameters(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> Optional.empty();
      case Collection<?> several ->
          Optional.of(several.stream().filter(Objects::nonNull).map(ContextSql::bound).toList());
      default -> Optional.of(List.of(bound(value)));
    };
  }

  private static SqlExpression bound(Object value) {
    return new Parameter(
        value instanceof Number || value instanceof Boolean ? value : value.toString(),
        ParameterType.UNTYPED);
  }

  /** As JavaScript decides. */
  private static boolean isTruthy(Object value) {
    return switch (value) {
      case Boolean truth -> truth;
      case Number number -> number.doubleValue() != 0 && !Double.isNaN(number.doubleValue());
      case String text -> !text.isEmpty();
      default -> true;
    };
  }

  private static String subject(SqlPart.ContextFilter filter) {
    if (!(filter.argument() instanceof FilterArgument.Column(SqlTemplate column))) {
      return String.join(".", filter.path());
    }
    StringBuilder text = new StringBuilder();
    for (SqlPart part : column.parts()) {
      switch (part) {
        case SqlPart.Text(String sql) -> text.append(sql);
        case SqlPart.CubeReference reference -> text.append(reference.cube());
        case SqlPart.MemberReference reference -> text.append(reference.path().name());
        default -> {}
      }
    }
    return text.toString();
  }
}
