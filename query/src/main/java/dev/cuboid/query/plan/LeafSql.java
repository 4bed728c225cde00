package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Aggregate;
import dev.cuboid.query.sql.SqlExpression.AggregateFunction;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Case;
import dev.cuboid.query.sql.SqlExpression.CountRows;
import dev.cuboid.query.sql.SqlExpression.IsNull;
import dev.cuboid.query.sql.SqlExpression.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Aggregates in a FROM clause. */
final class LeafSql {

  private static final SqlExpression ONE = new Text("1");

  private final Scope scope;

  LeafSql(Scope scope) {
    this.scope = scope;
  }

  /** The aggregate over the rows of the FROM clause. */
  SqlExpression aggregate(Leaf leaf) {
    if (leaf.isOpaque()) {
      return filtered(
          leaf, scope.template(leaf.member().cube(), sql(leaf), measure -> nested(leaf, measure)));
    }
    if (!leaf.countsRows()) {
      return new Aggregate(function(leaf), input(leaf));
    }
    if (scope.repeats(Set.of(leaf.member().cube().name()))) {
      return new Aggregate(AggregateFunction.COUNT_DISTINCT, input(leaf));
    }
    boolean allRows =
        leaf.filters().isEmpty() && scope.tree().root().equals(leaf.member().cube().name());
    return allRows ? new CountRows() : new Aggregate(AggregateFunction.COUNT, input(leaf));
  }

  private SqlExpression nested(Leaf user, ResolvedMember measure) {
    Leaf leaf = new Leaf(measure, user.cubes(), user.keyCubes());
    return aggregate(leaf);
  }

  /** The value that a row gives to the aggregate; null where it gives none. */
  SqlExpression input(Leaf leaf) {
    if (leaf.countsRows()) {
      return filtered(leaf, existence(leaf));
    }
    return filtered(leaf, scope.template(leaf.member().cube(), sql(leaf), MeasureSql.NONE));
  }

  /** The value of a row in a query that does not group. */
  SqlExpression row(Leaf leaf) {
    if (leaf.isOpaque()) {
      return filtered(
          leaf, scope.template(leaf.member().cube(), sql(leaf), measure -> rowOf(leaf, measure)));
    }
    return counts(leaf) ? Case.when(new IsNull(input(leaf), true), ONE) : input(leaf);
  }

  /** Whether what a row adds is one. */
  private static boolean counts(Leaf leaf) {
    return switch (function(leaf)) {
      case COUNT, COUNT_DISTINCT, COUNT_DISTINCT_APPROX -> true;
      case SUM, AVG, MIN, MAX -> leaf.countsRows();
    };
  }

  private SqlExpression rowOf(Leaf user, ResolvedMember measure) {
    return row(new Leaf(measure, user.cubes(), user.keyCubes()));
  }

  /** Not null where the cube has a row. */
  private SqlExpression existence(Leaf leaf) {
    List<SqlExpression> key = primaryKey(leaf.member());
    if (!key.isEmpty()) {
      return key.getFirst();
    }
    if (scope.tree().edges().isEmpty()) {
      return ONE;
    }
    throw QueryErrors.noPrimaryKey(leaf.member().cube().name());
  }

  private List<SqlExpression> primaryKey(ResolvedMember member) {
    return primaryKey(scope, member.cube().name());
  }

  /** The columns of a cube's primary key. */
  static List<SqlExpression> primaryKey(Scope scope, String cube) {
    return keyMembers(scope.planning().index(), cube).stream().map(scope::dimension).toList();
  }

  /** The dimensions of a cube's primary key. */
  static List<ResolvedMember> keyMembers(ModelIndex index, String cube) {
    return index.cube(cube).primaryKey().stream()
        .map(Dimension::info)
        .map(info -> index.referenced(MemberPath.of(cube, info.name())).unmasked())
        .toList();
  }

  private SqlExpression filtered(Leaf leaf, SqlExpression value) {
    if (leaf.filters().isEmpty()) {
      return value;
    }
    List<SqlExpression> conditions =
        leaf.filters().stream()
            .map(filter -> scope.template(leaf.member().cube(), filter, MeasureSql.NONE))
            .toList();
    return Case.when(conditions.size() == 1 ? conditions.getFirst() : new All(conditions), value);
  }

  private static SqlTemplate sql(Leaf leaf) {
    Optional<SqlTemplate> sql = leaf.measure().sql();
    return sql.orElseThrow(() -> QueryErrors.user("Measure '%s' has no sql".formatted(leaf.key())));
  }

  /** The aggregate function of a leaf that is not opaque. */
  static AggregateFunction function(Leaf leaf) {
    return switch (leaf.measure().type()) {
      case COUNT -> AggregateFunction.COUNT;
      case COUNT_DISTINCT -> AggregateFunction.COUNT_DISTINCT;
      case COUNT_DISTINCT_APPROX -> AggregateFunction.COUNT_DISTINCT_APPROX;
      case SUM, RUNNING_TOTAL -> AggregateFunction.SUM;
      case AVG -> AggregateFunction.AVG;
      case MIN -> AggregateFunction.MIN;
      case MAX -> AggregateFunction.MAX;
      case NUMBER, STRING, BOOLEAN, TIME, NUMBER_AGG, RANK -> AggregateFunction.COUNT;
    };
  }
}
