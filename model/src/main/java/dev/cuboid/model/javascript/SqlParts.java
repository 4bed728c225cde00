package dev.cuboid.model.javascript;

import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.SqlPart;
import dev.cuboid.script.ScriptFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the holes of templates, and the tokens that stand for them in texts. */
final class SqlParts {

  private final TokenTable tokens;
  private final Function<ScriptFunction, FilterArgument> callbacks;

  /**
   * @param callbacks what a function becomes that is given to {@code filter}
   */
  SqlParts(TokenTable tokens, Function<ScriptFunction, FilterArgument> callbacks) {
    this.tokens = tokens;
    this.callbacks = callbacks;
  }

  /** {@code ${CUBE}}, {@code ${Users.city}}. */
  String reference(List<String> path) {
    return tokens.add(new SqlPart.CubeReference(path));
  }

  /** {@code ${Users.sql()}}. */
  String cubeSql(List<String> path) {
    return tokens.add(new SqlPart.CubeSql(path.getLast()));
  }

  /** {@code ${SECURITY_CONTEXT.a.b}}. */
  String contextValue(List<String> path) {
    return tokens.add(new SqlPart.ContextValue(path));
  }

  /** {@code SECURITY_CONTEXT.a.b.unsafeValue()}. */
  String contextUnsafeValue(List<String> path) {
    return tokens.add(new SqlPart.ContextUnsafeValue(path));
  }

  /** {@code SECURITY_CONTEXT.a.b.filter(argument)}. */
  String contextFilter(List<String> path, @Nullable Object argument, boolean required) {
    return tokens.add(new SqlPart.ContextFilter(path, argument(argument), required));
  }

  /**
   * {@code FILTER_PARAMS.cube.member.filter(argument)}.
   *
   * @param timeShift a name, or nothing
   */
  String filterParameter(
      String cube, String member, @Nullable Object timeShift, @Nullable Object argument) {
    return tokens.add(
        new SqlPart.FilterParameter(
            cube, member, Optional.ofNullable(timeShift).map(String::valueOf), argument(argument)));
  }

  /**
   * {@code FILTER_GROUP(...)}.
   *
   * @param filters tokens of filters
   */
  String filterGroup(List<String> filters) {
    List<SqlPart.FilterParameter> parameters = new ArrayList<>();
    for (String filter : filters) {
      List<SqlPart> parts = tokens.template(filter).parts();
      if (parts.size() != 1 || !(parts.getFirst() instanceof SqlPart.FilterParameter parameter)) {
        throw new IllegalArgumentException(
            "FILTER_GROUP expects FILTER_PARAMS args to be passed. For example"
                + " FILTER_GROUP(FILTER_PARAMS.foo.bar.filter('bar'),"
                + " FILTER_PARAMS.foo.jar.filter('jar')). But found: "
                + filter);
      }
      parameters.add(parameter);
    }
    return tokens.add(new SqlPart.FilterGroup(parameters));
  }

  /** {@code SQL_UTILS.convertTz(sql)}. */
  String convertTimezone(String sql) {
    return tokens.add(new SqlPart.ConvertTimezone(tokens.template(sql)));
  }

  /** {@code SQL_UTILS.urlEncode(sql)}. */
  String urlEncode(String sql) {
    return tokens.add(new SqlPart.UrlEncode(tokens.template(sql)));
  }

  private FilterArgument argument(@Nullable Object value) {
    return value instanceof ScriptFunction callback
        ? callbacks.apply(callback)
        : new FilterArgument.Column(tokens.template(String.valueOf(value)));
  }
}
