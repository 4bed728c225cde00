package dev.cuboid.query.request;

import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints SQL of a model as its author would write it in JavaScript: a text with holes. */
final class TemplateText {

  private final String cube;

  /**
   * @param cube that owns the SQL
   */
  TemplateText(String cube) {
    this.cube = cube;
  }

  /** {@code `${CUBE}.price`}, in backticks; empty where only the author's code can tell. */
  Optional<String> of(SqlTemplate sql) {
    boolean told = sql.parts().stream().noneMatch(SqlPart.Dynamic.class::isInstance);
    return told ? Optional.of(quoted(sql)) : Optional.empty();
  }

  /** {@code CUBE.status}, or {@code Users.city}. */
  String reference(MemberPath path) {
    return isOwn(path) ? "CUBE." + path.member() : path.name();
  }

  /** {@code [CUBE.status, Users.city]}. */
  String references(List<MemberPath> paths) {
    return paths.stream().map(this::reference).collect(Collectors.joining(", ", "[", "]"));
  }

  private boolean isOwn(MemberPath path) {
    return path.cubes().equals(List.of(cube));
  }

  private String quoted(SqlTemplate sql) {
    return sql.parts().stream().map(this::part).collect(Collectors.joining("", "`", "`"));
  }

  private String part(SqlPart part) {
    return switch (part) {
      case SqlPart.Text(String text) -> text;
      case SqlPart.CubeReference(List<String> path) ->
          hole(path.equals(List.of(cube)) ? "CUBE" : String.join(".", path));
      case SqlPart.MemberReference(MemberPath path, Optional<String> granularity) ->
          hole(
              (isOwn(path) ? path.member() : path.name())
                  + granularity.map(name -> "." + name).orElse(""));
      case SqlPart.CubeSql(String other) -> hole(other + ".sql()");
      case SqlPart.ContextFilter(List<String> path, FilterArgument argument, boolean required) ->
          hole(
              context(path)
                  + (required ? ".requiredFilter(" : ".filter(")
                  + argument(argument)
                  + ")");
      case SqlPart.ContextValue(List<String> path) -> hole(context(path));
      case SqlPart.ContextUnsafeValue(List<String> path) -> hole(context(path) + ".unsafeValue()");
      case SqlPart.FilterParameter filter -> hole(parameter(filter));
      case SqlPart.FilterGroup(List<SqlPart.FilterParameter> filters) ->
          hole(
              filters.stream()
                  .map(this::parameter)
                  .collect(Collectors.joining(", ", "FILTER_GROUP(", ")")));
      case SqlPart.ConvertTimezone(SqlTemplate sql) ->
          hole("SQL_UTILS.convertTz(" + quoted(sql) + ")");
      case SqlPart.UrlEncode(SqlTemplate sql) -> hole("SQL_UTILS.urlEncode(" + quoted(sql) + ")");
      case SqlPart.Dynamic _ -> hole("...");
    };
  }

  private String parameter(SqlPart.FilterParameter filter) {
    return "FILTER_PARAMS."
        + filter.cube()
        + "."
        + filter.member()
        + filter.timeShift().map(name -> ".time_shifts." + name).orElse("")
        + ".filter("
        + argument(filter.argument())
        + ")";
  }

  private String argument(FilterArgument argument) {
    return switch (argument) {
      case FilterArgument.Column(SqlTemplate sql) ->
          sql.parts().size() == 1 && sql.parts().getFirst() instanceof SqlPart.Text(String text)
              ? "'" + text + "'"
              : quoted(sql);
      case FilterArgument.Callback callback -> callback.text();
    };
  }

  private static String context(List<String> path) {
    return "SECURITY_CONTEXT" + path.stream().map(name -> "." + name).collect(Collectors.joining());
  }

  private static String hole(String expression) {
    return "${" + expression + "}";
  }
}
