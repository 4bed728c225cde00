package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.DimensionType;
import dev.cuboid.model.Granularity;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.plan.FilterNode.Group;
import dev.cuboid.query.plan.FilterNode.Test;
import dev.cuboid.query.plan.JoinTree.Edge;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Any;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlJoin;
import dev.cuboid.query.sql.SqlSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The FROM clause of one SELECT and what members are in it. Sub-query dimensions are joined as they
 * come up, so {@link #joins} is asked last.
 */
final class Scope {

  private final Planning planning;
  private final JoinTree tree;
  private final ConditionSql conditions;
  private final TemplateSql templates;
  private final Map<String, SubQuery> subQueries = new LinkedHashMap<>();

  private record SubQuery(String cube, SqlJoin join, SqlExpression value) {}

  Scope(Planning planning, JoinTree tree) {
    this.planning = planning;
    this.tree = tree;
    this.conditions = new ConditionSql(planning.query().timezone());
    this.templates = new TemplateSql(planning, this, conditions);
  }

  JoinTree tree() {
    return tree;
  }

  Planning planning() {
    return planning;
  }

  /** SQL of the author of a cube. */
  SqlExpression template(Cube owner, SqlTemplate template, MeasureSql measures) {
    return templates.of(owner, template, measures);
  }

  /** A dimension as its author wrote it, before any time zone. */
  SqlExpression dimension(ResolvedMember member) {
    return member.dimension().subQuery() ? subQuery(member) : DimensionExpressions.of(this, member);
  }

  /** A dimension as a column of the result. */
  SqlExpression column(DimensionColumn column) {
    ResolvedMember member = column.member();
    if (column.granularity().isPresent()) {
      return period(member, column.granularity().get());
    }
    return member.dimension().type() == DimensionType.TIME ? localTime(member) : dimension(member);
  }

  /** The start of the period in which a time dimension lies. */
  SqlExpression period(ResolvedMember member, String granularity) {
    Optional<Granularity> own = Granularities.own(member, granularity);
    if (own.isEmpty()) {
      return new Truncate(granularity, localTime(member));
    }
    return switch (own.get().definition()) {
      case Granularity.Sql(SqlTemplate sql) -> {
        if (planning.shift(member).isPresent()) {
          throw QueryErrors.user(
              "Time shift of '%s' can't be used with the granularity '%s', which is defined by sql"
                  .formatted(member.key(), granularity));
        }
        yield template(member.cube(), sql, MeasureSql.NONE);
      }
      case Granularity.Interval interval ->
          new Bin(
              Granularities.interval(interval), Granularities.origin(interval), localTime(member));
    };
  }

  /** A time dimension in the time zone of the query, moved where a stage moves it. */
  SqlExpression localTime(ResolvedMember member) {
    SqlExpression local = local(dimension(member));
    return planning
        .shift(member)
        .<SqlExpression>map(interval -> new Shift(local, interval))
        .orElse(local);
  }

  /** A time in the time zone of the query. */
  SqlExpression local(SqlExpression time) {
    return new InTimezone(time, planning.query().timezone());
  }

  /** Segments, filters and date ranges. */
  List<SqlExpression> where() {
    List<SqlExpression> where = segments();
    planning.query().rowFilters().forEach(filter -> add(condition(filter), where));
    return where;
  }

  /** Segments and filters; the time dimensions' ranges are left to the caller. */
  List<SqlExpression> whereWithoutRanges() {
    List<SqlExpression> where = segments();
    planning.query().dimensionFilters().forEach(filter -> add(condition(filter), where));
    return where;
  }

  private static void add(SqlExpression condition, List<SqlExpression> where) {
    if (condition instanceof All(List<SqlExpression> parts)) {
      parts.forEach(part -> add(part, where));
    } else {
      where.add(condition);
    }
  }

  private List<SqlExpression> segments() {
    List<SqlExpression> where = new ArrayList<>();
    for (ResolvedMember segment : planning.query().segments()) {
      for (SqlTemplate template : MemberTemplates.of(segment.member())) {
        where.add(template(segment.cube(), template, MeasureSql.NONE));
      }
    }
    return where;
  }

  /** A condition on rows. */
  SqlExpression condition(FilterNode node) {
    return switch (node) {
      case Group(boolean any, List<FilterNode> nodes) -> {
        List<SqlExpression> parts = nodes.stream().map(this::condition).toList();
        yield any ? new Any(parts) : new All(parts);
      }
      case FilterNode.Never() -> SqlExpression.FALSE;
      case Test test when test.member().isMeasure() -> drillFilters(test.member());
      case Test test when planning.shift(test.member()).isPresent() ->
          MovedTimeSql.condition(localTime(test.member()), test.operator(), test.values());
      case Test test ->
          conditions.of(
              dimension(test.member()),
              ValueTypes.of(test.member().dimension()),
              test.operator(),
              test.values());
    };
  }

  /** The rows that a measure counts. */
  private SqlExpression drillFilters(ResolvedMember measure) {
    List<SqlExpression> filters = new ArrayList<>();
    for (SqlTemplate template : measure.measure().filters()) {
      filters.add(template(measure.cube(), template, MeasureSql.NONE));
    }
    for (SqlTemplate template : measure.measure().drillFilters()) {
      filters.add(template(measure.cube(), template, MeasureSql.NONE));
    }
    return filters.isEmpty() ? SqlExpression.TRUE : new All(filters);
  }

  private SqlExpression subQuery(ResolvedMember member) {
    SubQuery known = subQueries.get(member.key());
    if (known == null) {
      SubQueryDimension dimension = new SubQueryDimension(planning, member);
      known = new SubQuery(member.cube().name(), dimension.join(this), dimension.value());
      subQueries.put(member.key(), known);
    }
    return known.value();
  }

  SqlSource from() {
    return templates.source(planning.index().cube(tree.root()));
  }

  /** The joins, each with the sub-queries that its cube needs. */
  List<SqlJoin> joins() {
    List<SqlExpression> on = new ArrayList<>();
    for (Edge edge : tree.edges()) {
      on.add(template(planning.index().cube(edge.from()), edge.join().on(), MeasureSql.NONE));
    }
    List<SqlJoin> joins = new ArrayList<>(subQueriesOf(tree.root()));
    for (int index = 0; index < tree.edges().size(); index++) {
      Cube cube = planning.index().cube(tree.edges().get(index).to());
      joins.add(new SqlJoin(SqlJoin.Kind.LEFT, templates.source(cube), on.get(index)));
      joins.addAll(subQueriesOf(cube.name()));
    }
    return joins;
  }

  private List<SqlJoin> subQueriesOf(String cube) {
    return subQueries.values().stream()
        .filter(each -> each.cube().equals(cube))
        .map(SubQuery::join)
        .toList();
  }
}
