package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.plan.FilterNode.Test;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Column;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.ComparisonOperator;
import dev.cuboid.query.sql.SqlJoin;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A dimension that is a measure, evaluated for each row of its cube: a query by the cube's primary
 * key, joined by it.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/concepts/calculated-members#subquery-dimensions">Subquery
 *     dimensions</a>
 */
final class SubQueryDimension {

  private final Planning outer;
  private final ResolvedMember dimension;
  private final List<ResolvedMember> key;
  private final String alias;

  SubQueryDimension(Planning outer, ResolvedMember dimension) {
    this.outer = outer;
    this.dimension = dimension;
    this.key = LeafSql.keyMembers(outer.index(), dimension.cube().name());
    this.alias =
        Names.alias(dimension.cube())
            + "_"
            + Names.underscored(dimension.dimension().info().name())
            + "_subquery";
    if (key.isEmpty()) {
      throw QueryErrors.noPrimaryKey(dimension.cube().name());
    }
  }

  /** What the dimension is once the query is joined. */
  SqlExpression value() {
    return new Column(alias, column());
  }

  private String column() {
    return Names.alias(dimension.cube(), dimension.dimension().info().name());
  }

  SqlJoin join(Scope scope) {
    SqlSelect select = new SelectPlanner(outer.within(dimension, query())).select();
    List<SqlExpression> on = new ArrayList<>();
    for (ResolvedMember part : key) {
      on.add(
          new Comparison(
              new Column(alias, part.alias()), ComparisonOperator.EQUAL, scope.dimension(part)));
    }
    return new SqlJoin(
        SqlJoin.Kind.LEFT, new SqlSource(new SqlRelation.Derived(select), alias), new All(on));
  }

  private ResolvedQuery query() {
    ResolvedMember measure = measure();
    List<DimensionColumn> columns =
        key.stream()
            .map(part -> new DimensionColumn(part.key(), part.alias(), part, Optional.empty()))
            .toList();
    ResolvedQuery bare =
        new ResolvedQuery(
            List.of(measure),
            columns,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            outer.query().timezone(),
            false,
            List.of(List.of(dimension.cube().name())),
            outer.query().imposed());
    return dimension.dimension().propagateFiltersToSubQuery() ? withFilters(bare) : bare;
  }

  /** The measure as a member of the dimension's cube. */
  private ResolvedMember measure() {
    if (!(dimension.dimension().sql() instanceof DimensionSql.Expression(SqlTemplate sql))) {
      throw QueryErrors.user(
          "Sub-query dimension '%s' needs sql that names a measure".formatted(dimension.key()));
    }
    Measure measure =
        new Measure(
            dimension.dimension().info(),
            MeasureType.NUMBER,
            Optional.of(sql),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty());
    return new ResolvedMember(
        dimension.key(), column(), dimension.path(), dimension.cube(), measure);
  }

  /** The outer query's conditions that the inner one can reach. */
  private ResolvedQuery withFilters(ResolvedQuery bare) {
    List<FilterNode> filters =
        outer.query().dimensionFilters().stream().filter(node -> reaches(bare, node)).toList();
    List<TimeRange> times =
        outer.query().times().stream()
            .filter(time -> time.test().filter(test -> reaches(bare, test)).isPresent())
            .map(time -> new TimeRange(time.member(), Optional.empty(), time.range()))
            .toList();
    List<ResolvedMember> segments =
        outer.query().segments().stream().filter(segment -> reaches(bare, segment)).toList();
    return new ResolvedQuery(
        bare.measures(),
        bare.columns(),
        times,
        filters,
        List.of(),
        segments,
        bare.timezone(),
        false,
        bare.joinHints(),
        bare.imposed());
  }

  private boolean reaches(ResolvedQuery bare, FilterNode node) {
    return node.tests().map(Test::member).allMatch(member -> reaches(bare, member));
  }

  private boolean reaches(ResolvedQuery bare, ResolvedMember member) {
    if (member.member() instanceof Dimension filtered
        && (filtered.subQuery() || outer.isStaged(member))) {
      return false;
    }
    JoinPlanner joins = new JoinPlanner(outer.within(dimension, bare));
    List<ResolvedMember> members = new ArrayList<>(JoinPlanner.members(bare));
    Set<String> plain = Set.copyOf(joins.requiredTree(members).cubes());
    members.add(member);
    return joins.tree(members).filter(tree -> plain.contains(tree.root())).isPresent();
  }
}
