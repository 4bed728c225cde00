package dev.cuboid.model.javascript;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.TemplateLiteralNode.UntaggedTemplateLiteralNode;
import com.oracle.js.parser.ir.UnaryNode;
import dev.cuboid.model.raw.Keys;
import dev.cuboid.model.raw.SqlKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the value of an expression that is one whatever happens: literals, references, and
 * templates of both. It gives what the prelude gives when the expression is run.
 */
final class DeclaredValues {

  /** Says that an expression has to be run. */
  static final class ScriptNeededException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScriptNeededException() {
      super(null, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    }
  }

  private static final int MAXIMUM_DEPTH = 40;
  private static final Set<String> SECURITY_CONTEXT = Set.of("SECURITY_CONTEXT", "USER_CONTEXT");
  private static final Set<String> CONTEXT_METHODS =
      Set.of("filter", "requiredFilter", "unsafeValue");
  private static final Set<String> OTHER_CONTEXTS =
      Set.of(
          "COMPILE_CONTEXT",
          "securityContext",
          "security_context",
          "FILTER_PARAMS",
          "FILTER_GROUP",
          "SQL_UTILS");

  /** Names that JavaScript puts before others, whatever their place. */
  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d*");

  private final SqlParts parts;
  private int depth;

  DeclaredValues(SqlParts parts) {
    this.parts = parts;
  }

  /**
   * @throws ScriptNeededException where running the expression could give anything else
   */
  @Nullable Object of(Expression expression) {
    if (++depth > MAXIMUM_DEPTH) {
      throw new ScriptNeededException();
    }
    try {
      return switch (expression) {
        case LiteralNode.ArrayLiteralNode array -> list(array);
        case LiteralNode<?> literal -> literal(literal);
        case UnaryNode unary when unary.isTokenType(TokenType.SUB) -> negative(unary);
        case ObjectNode object -> object(object);
        case IdentNode _, AccessNode _ -> reference(expression);
        default -> text(expression);
      };
    } finally {
      depth--;
    }
  }

  private List<@Nullable Object> list(LiteralNode.ArrayLiteralNode array) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Expression item : array.getElementExpressions()) {
      if (item == null || array.hasSpread()) {
        throw new ScriptNeededException();
      }
      list.add(of(item));
    }
    return list;
  }

  private static @Nullable Object literal(LiteralNode<?> literal) {
    if (literal.isString()) {
      return literal.getString();
    }
    return switch (literal.getValue()) {
      case null -> null;
      case Boolean value -> value;
      case Integer value -> value.longValue();
      // A number of JavaScript has 53 bits.
      case Long value -> (long) value.doubleValue();
      case Double value when value == value.longValue() && Math.abs(value) < 1L << 53 ->
          value.longValue();
      case Double value -> value;
      default -> throw new ScriptNeededException();
    };
  }

  private Object negative(UnaryNode unary) {
    if (unary.getExpression() instanceof LiteralNode<?> literal) {
      return switch (literal(literal)) {
        case Long value when value != 0 -> -value;
        case Double value -> -value;
        case null, default -> throw new ScriptNeededException();
      };
    }
    throw new ScriptNeededException();
  }

  private Map<String, @Nullable Object> object(ObjectNode object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (PropertyNode property : object.getElements()) {
      String key = property.getKeyName();
      boolean declared =
          key != null
              && property.getValue() != null
              && !property.isComputed()
              && !property.isRest()
              && !property.isAccessor()
              && !property.isProto();
      if (!declared
          || key.startsWith("$")
          || INDEX.matcher(key).matches()
          || SqlKeys.isRules(Keys.camelCase(key))) {
        throw new ScriptNeededException();
      }
      map.put(key, of(property.getValue()));
    }
    return map;
  }

  private Map<String, @Nullable Object> reference(Expression expression) {
    List<String> path = path(expression);
    if (SECURITY_CONTEXT.contains(path.getFirst())) {
      throw new ScriptNeededException();
    }
    requireReference(path);
    return Map.of("$reference", path);
  }

  /** The text that an expression prints, with a token for each hole. */
  private String text(Expression expression) {
    return switch (expression) {
      case LiteralNode<?> literal when literal.isString() -> literal.getString();
      case UntaggedTemplateLiteralNode template -> {
        StringBuilder text = new StringBuilder();
        template.getExpressions().forEach(part -> text.append(text(part)));
        yield text.toString();
      }
      case IdentNode _, AccessNode _ -> hole(path(expression));
      case CallNode call
          when !call.isOptional()
              && !call.isNew()
              && !call.isImport()
              && !call.isTaggedTemplateLiteral() ->
          call(call);
      default -> throw new ScriptNeededException();
    };
  }

  private String hole(List<String> path) {
    if (!SECURITY_CONTEXT.contains(path.getFirst())) {
      requireReference(path);
      return parts.reference(path);
    }
    if (path.stream().anyMatch(CONTEXT_METHODS::contains)) {
      throw new ScriptNeededException();
    }
    return parts.contextValue(path.subList(1, path.size()));
  }

  private String call(CallNode call) {
    List<String> path = path(call.getFunction());
    List<Expression> arguments = call.getArgs();
    String root = path.getFirst();
    String method = path.getLast();
    if (path.equals(List.of("FILTER_GROUP"))) {
      return group(arguments);
    }
    if (root.equals("FILTER_PARAMS") && path.size() == 4 && method.equals("filter")) {
      return parts.filterParameter(path.get(1), path.get(2), null, only(arguments));
    }
    if (path.equals(List.of("SQL_UTILS", "convertTz"))) {
      return parts.convertTimezone(only(arguments));
    }
    if (path.equals(List.of("SQL_UTILS", "urlEncode"))) {
      return parts.urlEncode(only(arguments));
    }
    List<String> owner = path.subList(0, path.size() - 1);
    if (SECURITY_CONTEXT.contains(root)) {
      return contextFilter(owner, method, arguments);
    }
    if (!method.equals("sql") || owner.isEmpty() || !arguments.isEmpty()) {
      throw new ScriptNeededException();
    }
    requireReference(owner);
    return parts.cubeSql(owner);
  }

  private String group(List<Expression> filters) {
    try {
      return parts.filterGroup(filters.stream().map(this::text).toList());
    } catch (IllegalArgumentException e) {
      // The script says so at its place.
      throw new ScriptNeededException();
    }
  }

  private String contextFilter(List<String> owner, String method, List<Expression> arguments) {
    List<String> names = owner.subList(Math.min(1, owner.size()), owner.size());
    boolean required = method.equals("requiredFilter");
    if ((!required && !method.equals("filter"))
        || owner.isEmpty()
        || names.stream().anyMatch(CONTEXT_METHODS::contains)) {
      throw new ScriptNeededException();
    }
    return parts.contextFilter(names, only(arguments), required);
  }

  private String only(List<Expression> arguments) {
    if (arguments.size() != 1) {
      throw new ScriptNeededException();
    }
    return text(arguments.getFirst());
  }

  private static void requireReference(List<String> path) {
    String root = path.getFirst();
    if (JavaScriptNames.contains(root) || OTHER_CONTEXTS.contains(root)) {
      throw new ScriptNeededException();
    }
  }

  private static List<String> path(Expression expression) {
    List<String> path = new ArrayList<>();
    Expression current = expression;
    while (current instanceof AccessNode access && !access.isOptional() && !access.isPrivate()) {
      path.addFirst(access.getProperty());
      current = access.getBase();
    }
    if (!(current instanceof IdentNode root)
        || root.isThis()
        || root.isMetaProperty()
        || path.contains("toString")
        || path.contains("valueOf")) {
      throw new ScriptNeededException();
    }
    path.addFirst(root.getName());
    return List.copyOf(path);
  }
}
