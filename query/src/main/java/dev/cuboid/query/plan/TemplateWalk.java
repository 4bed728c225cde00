package dev.cuboid.query.plan;

import dev.cuboid.model.DynamicSql;
import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finds what an author's SQL refers to. */
final class TemplateWalk {

  private final Function<DynamicSql, SqlTemplate> dynamic;

  /**
   * @param dynamic what a part that depends on the request says for this one
   */
  TemplateWalk(Function<DynamicSql, SqlTemplate> dynamic) {
    this.dynamic = dynamic;
  }

  /** Gives every part that refers to a cube or a member. */
  void references(SqlTemplate template, Consumer<SqlPart> found) {
    for (SqlPart part : template.parts()) {
      switch (part) {
        case SqlPart.CubeReference _, SqlPart.MemberReference _ -> found.accept(part);
        case SqlPart.ContextFilter filter -> argument(filter.argument(), found);
        case SqlPart.FilterParameter parameter -> argument(parameter.argument(), found);
        case SqlPart.FilterGroup(List<SqlPart.FilterParameter> parameters) ->
            parameters.forEach(parameter -> argument(parameter.argument(), found));
        case SqlPart.ConvertTimezone(SqlTemplate sql) -> references(sql, found);
        case SqlPart.UrlEncode(SqlTemplate sql) -> references(sql, found);
        case SqlPart.Dynamic(DynamicSql function) -> references(dynamic.apply(function), found);
        case SqlPart.Text _,
            SqlPart.CubeSql _,
            SqlPart.ContextValue _,
            SqlPart.ContextUnsafeValue _ -> {}
      }
    }
  }

  private void argument(FilterArgument argument, Consumer<SqlPart> found) {
    if (argument instanceof FilterArgument.Column(SqlTemplate sql)) {
      references(sql, found);
    }
  }
}
