package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.DimensionType;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.MultiStage;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.plan.FilterNode.Test;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Column;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlJoin;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dimension that is computed from measures of groups: a query by the other dimensions of the
 * outer one and those that the author adds, whose rows are joined to the rows that they speak of.
 */
final class StageDimension {

  private final Planning outer;
  private final ResolvedMember dimension;
  private final String alias;
  private final List<DimensionColumn> groups;

  StageDimension(Planning outer, ResolvedMember dimension) {
    this.outer = outer;
    this.dimension = dimension;
    this.alias = column() + "_stage";
    this.groups = groups();
  }

  /** What the dimension is once the query is joined. */
  SqlExpression value() {
    return new Column(alias, column());
  }

  private String column() {
    return Names.alias(dimension.cube(), dimension.dimension().info().name());
  }

  /** The query, joined to the rows of a FROM clause. */
  SqlJoin join(Scope scope) {
    SqlSelect select = new SelectPlanner(outer.within(dimension, query())).select();
    SqlSource source = new SqlSource(new SqlRelation.Derived(select), alias);
    List<SqlExpression> on = new ArrayList<>();
    for (DimensionColumn group : groups) {
      on.add(new SameAs(scope.column(group), new Column(alias, group.alias())));
    }
    return on.isEmpty()
        ? new SqlJoin(SqlJoin.Kind.CROSS, source, SqlExpression.TRUE)
        : new SqlJoin(SqlJoin.Kind.LEFT, source, new All(on));
  }

  private List<DimensionColumn> groups() {
    Map<String, DimensionColumn> all = new LinkedHashMap<>();
    outer.query().columns().stream()
        .filter(column -> !outer.isStaged(column.member()))
        .forEach(column -> all.putIfAbsent(column.alias(), column));
    for (MemberPath path : stage().addGroupBy()) {
      ResolvedMember member = outer.index().referenced(path);
      all.putIfAbsent(
          member.alias(),
          new DimensionColumn(member.name(), member.alias(), member, Optional.empty()));
    }
    return List.copyOf(all.values());
  }

  private MultiStage stage() {
    return dimension.dimension().multiStage().orElseThrow();
  }

  private ResolvedQuery query() {
    StageConditions rows = StageConditions.of(outer, stage().filter(), groups);
    List<FilterNode> filters =
        rows.filters().stream()
            .filter(node -> node.tests().map(Test::member).noneMatch(outer::isStaged))
            .toList();
    return outer
        .query()
        .inner(
            List.of(measure()),
            groups,
            new StageConditions(filters, rows.times(), rows.segments(), rows.widened()));
  }

  /** The dimension as a measure of its cube. */
  private ResolvedMember measure() {
    Dimension own = dimension.dimension();
    if (!(own.sql() instanceof DimensionSql.Expression(SqlTemplate sql))) {
      throw QueryErrors.user(
          "Multi-stage dimension '%s' must be computed by sql".formatted(dimension.key()));
    }
    Measure measure =
        new Measure(
            own.info(),
            type(own.type()),
            Optional.of(sql),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            /* cumulative= */ false,
            Optional.empty());
    return new ResolvedMember(
        dimension.key(), column(), dimension.path(), dimension.cube(), measure);
  }

  private static MeasureType type(DimensionType type) {
    return switch (type) {
      case NUMBER -> MeasureType.NUMBER;
      case BOOLEAN -> MeasureType.BOOLEAN;
      case TIME -> MeasureType.TIME;
      case STRING, GEO, SWITCH -> MeasureType.STRING;
    };
  }
}
