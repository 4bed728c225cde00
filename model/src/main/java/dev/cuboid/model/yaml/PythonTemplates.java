package dev.cuboid.model.yaml;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.yaml.PythonExpression.Attribute;
import dev.cuboid.model.yaml.PythonExpression.Call;
import dev.cuboid.model.yaml.PythonExpression.FormattedText;
import dev.cuboid.model.yaml.PythonExpression.Lambda;
import dev.cuboid.model.yaml.PythonExpression.Literal;
import dev.cuboid.model.yaml.PythonExpression.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns parsed f-strings into templates with typed holes. */
final class PythonTemplates {

  /** An expression that has no meaning in SQL. */
  static final class UnsupportedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedException(String message) {
      super(message);
    }
  }

  private static final Set<String> SECURITY_CONTEXT =
      Set.of("SECURITY_CONTEXT", "USER_CONTEXT", "security_context", "securityContext");

  private final ContextValues compileContext;

  PythonTemplates(ContextValues compileContext) {
    this.compileContext = compileContext;
  }

  /**
   * @throws UnsupportedException where an expression has no meaning in SQL
   */
  SqlTemplate template(FormattedText text) {
    return template(text, Map.of());
  }

  /** The template of a bare reference, {@code CUBE.status}. */
  SqlTemplate reference(PythonExpression expression) {
    return new SqlTemplate(parts(expression, Map.of()));
  }

  private SqlTemplate template(FormattedText text, Map<String, String> variables) {
    List<SqlPart> parts = new ArrayList<>();
    text.parts().forEach(part -> parts.addAll(parts(part, variables)));
    return new SqlTemplate(parts);
  }

  private List<SqlPart> parts(PythonExpression expression, Map<String, String> variables) {
    return switch (expression) {
      case Literal literal -> List.of(new SqlPart.Text(String.valueOf(literal.value())));
      case FormattedText text -> template(text, variables).parts();
      case Name name when variables.containsKey(name.name()) ->
          List.of(new SqlPart.Text(Optional.ofNullable(variables.get(name.name())).orElse("")));
      case Name name -> List.of(reference(List.of(name.name())));
      case Attribute attribute -> List.of(reference(path(attribute)));
      case Call call -> List.of(call(call, variables));
      case Lambda _ -> throw new UnsupportedException("a lambda can only be given to filter(...)");
      case PythonExpression.Not not ->
          List.of(new SqlPart.Text(String.valueOf(!isTrue(not.operand(), variables))));
      case PythonExpression.Logical logical ->
          parts(
              isTrue(logical.left(), variables) == logical.isAnd()
                  ? logical.right()
                  : logical.left(),
              variables);
      case PythonExpression.ListLiteral _ ->
          throw new UnsupportedException("a list has no meaning in SQL");
    };
  }

  /** References and bound parameters are true, as in Cube: their values are not known yet. */
  private boolean isTrue(PythonExpression expression, Map<String, String> variables) {
    return switch (expression) {
      case Literal literal ->
          !List.of("null", "false", "0", "0.0", "").contains(String.valueOf(literal.value()));
      case FormattedText text -> !text.parts().isEmpty();
      case PythonExpression.Not not -> !isTrue(not.operand(), variables);
      case PythonExpression.Logical logical ->
          isTrue(logical.left(), variables) == logical.isAnd()
              ? isTrue(logical.right(), variables)
              : isTrue(logical.left(), variables);
      case Name _, Attribute _, Call _, Lambda _, PythonExpression.ListLiteral _ ->
          parts(expression, variables).stream().allMatch(this::isTrue);
    };
  }

  private boolean isTrue(SqlPart part) {
    if (part instanceof SqlPart.ContextValue || part instanceof SqlPart.ContextUnsafeValue) {
      throw new UnsupportedException(
          "a value of the security context can decide only in a JavaScript model");
    }
    return !(part instanceof SqlPart.Text text && text.sql().isEmpty());
  }

  private SqlPart reference(List<String> path) {
    if (SECURITY_CONTEXT.contains(path.getFirst())) {
      return new SqlPart.ContextValue(path.subList(1, path.size()));
    }
    if (path.getFirst().equals("COMPILE_CONTEXT")) {
      return new SqlPart.Text(
          compileContext.at(path.subList(1, path.size())).map(Object::toString).orElse(""));
    }
    return new SqlPart.CubeReference(path);
  }

  private SqlPart call(Call call, Map<String, String> variables) {
    if (call.function() instanceof Name name && name.name().equals("FILTER_GROUP")) {
      return filterGroup(call, variables);
    }
    if (!(call.function() instanceof Attribute attribute)) {
      throw new UnsupportedException("only functions of context variables can be called");
    }
    List<String> path = path(attribute.object());
    String function = attribute.attribute();
    String root = path.getFirst();
    if (SECURITY_CONTEXT.contains(root)) {
      return contextCall(path.subList(1, path.size()), function, call, variables);
    }
    if (root.equals("FILTER_PARAMS") && path.size() == 3 && function.equals("filter")) {
      return new SqlPart.FilterParameter(
          path.get(1), path.get(2), Optional.empty(), argument(call, variables));
    }
    if (root.equals("FILTER_PARAMS") && path.size() > 3 && isTimeShifts(path.get(3))) {
      if (path.size() != 5) {
        throw new UnsupportedException(SqlPart.FilterParameter.UNNAMED_TIME_SHIFT);
      }
      return new SqlPart.FilterParameter(
          path.get(1), path.get(2), Optional.of(path.get(4)), argument(call, variables));
    }
    if (root.equals("SQL_UTILS")) {
      return switch (function) {
        case "convertTz", "convert_tz" -> new SqlPart.ConvertTimezone(single(call, variables));
        case "urlEncode", "url_encode" -> new SqlPart.UrlEncode(single(call, variables));
        default -> throw new UnsupportedException("SQL_UTILS has no function " + function);
      };
    }
    if (function.equals("sql") && call.arguments().isEmpty()) {
      return new SqlPart.CubeSql(path.getLast());
    }
    throw new UnsupportedException(String.join(".", path) + "." + function + " cannot be called");
  }

  private static boolean isTimeShifts(String name) {
    return name.equals("time_shifts") || name.equals("timeShifts");
  }

  private static String shown(PythonExpression expression) {
    return expression instanceof Literal literal
        ? String.valueOf(literal.value())
        : "an expression";
  }

  private SqlPart contextCall(
      List<String> path, String function, Call call, Map<String, String> variables) {
    return switch (function) {
      case "filter" -> new SqlPart.ContextFilter(path, argument(call, variables), false);
      case "requiredFilter", "required_filter" ->
          new SqlPart.ContextFilter(path, argument(call, variables), true);
      case "unsafeValue", "unsafe_value" -> new SqlPart.ContextUnsafeValue(path);
      default -> throw new UnsupportedException("SECURITY_CONTEXT has no function " + function);
    };
  }

  private SqlPart filterGroup(Call call, Map<String, String> variables) {
    List<SqlPart.FilterParameter> parameters = new ArrayList<>();
    for (PythonExpression argument : call.arguments()) {
      if (!(argument instanceof Call inner
          && call(inner, variables) instanceof SqlPart.FilterParameter parameter)) {
        throw new UnsupportedException(
            "FILTER_GROUP expects FILTER_PARAMS args to be passed. For example"
                + " FILTER_GROUP(FILTER_PARAMS.foo.bar.filter('bar'),"
                + " FILTER_PARAMS.foo.jar.filter('jar')). But found: "
                + shown(argument));
      }
      parameters.add(parameter);
    }
    return new SqlPart.FilterGroup(parameters);
  }

  private FilterArgument argument(Call call, Map<String, String> variables) {
    PythonExpression argument = onlyArgument(call);
    if (argument instanceof Lambda lambda) {
      // Once now, so that what cannot be done is an error of the model and not of a request.
      apply(lambda, Collections.nCopies(lambda.parameters().size(), "?"), variables);
      return new FilterArgument.Callback(
          placeholders -> apply(lambda, placeholders, variables),
          "lambda " + String.join(", ", lambda.parameters()) + ": ...");
    }
    return new FilterArgument.Column(new SqlTemplate(parts(argument, variables)));
  }

  private SqlTemplate apply(Lambda lambda, List<String> placeholders, Map<String, String> outer) {
    Map<String, String> variables = new LinkedHashMap<>(outer);
    for (int i = 0; i < lambda.parameters().size(); i++) {
      variables.put(
          lambda.parameters().get(i), i < placeholders.size() ? placeholders.get(i) : "null");
    }
    return new SqlTemplate(parts(lambda.body(), variables));
  }

  private SqlTemplate single(Call call, Map<String, String> variables) {
    return new SqlTemplate(parts(onlyArgument(call), variables));
  }

  private static PythonExpression onlyArgument(Call call) {
    if (call.arguments().size() != 1) {
      throw new UnsupportedException("exactly one argument is expected");
    }
    return call.arguments().getFirst();
  }

  private static List<String> path(PythonExpression expression) {
    return switch (expression) {
      case Name name -> List.of(name.name());
      case Attribute attribute -> {
        List<String> path = new ArrayList<>(path(attribute.object()));
        path.add(attribute.attribute());
        yield path;
      }
      default -> throw new UnsupportedException("a name is expected before the dot");
    };
  }
}
