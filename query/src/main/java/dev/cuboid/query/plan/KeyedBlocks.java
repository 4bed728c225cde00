package dev.cuboid.query.plan;

import dev.cuboid.query.sql.SqlColumn;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Aggregate;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Column;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.ComparisonOperator;
import dev.cuboid.query.sql.SqlJoin;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Aggregates over rows that joins repeat: each primary key counts once in a group. */
final class KeyedBlocks {

  private static final String KEYS = "keys";

  private final Planning planning;
  private final JoinPlanner joins;
  private final JoinTree tree;
  private final Function<Scope, List<SqlExpression>> where;

  KeyedBlocks(
      Planning planning,
      JoinPlanner joins,
      JoinTree tree,
      Function<Scope, List<SqlExpression>> where) {
    this.planning = planning;
    this.joins = joins;
    this.tree = tree;
    this.where = where;
  }

  /** Each key's values are taken along, for they belong to the key. */
  Block ofValues(List<Leaf> leaves) {
    Scope scope = new Scope(planning, tree);
    SqlSelect distinct = distinctValues(scope, leaves);
    Map<String, SqlExpression> aggregates = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      aggregates.put(
          leaf.key(), new Aggregate(LeafSql.function(leaf), new Column(KEYS, leaf.alias())));
    }
    return new Block(
        new Scope(planning, tree),
        dimensionsOf(KEYS),
        aggregates,
        new SqlSource(new SqlRelation.Derived(distinct), KEYS),
        List.of(),
        List.of());
  }

  /** Dimensions, keys and the leaves' values, each combination once. */
  private SqlSelect distinctValues(Scope scope, List<Leaf> leaves) {
    List<SqlColumn> columns = dimensionColumns(scope);
    for (String cube : leaves.getFirst().keyCubes()) {
      columns.addAll(keyColumns(scope, cube));
    }
    LeafSql leafSql = new LeafSql(scope);
    for (Leaf leaf : leaves) {
      columns.add(new SqlColumn(leafSql.input(leaf), leaf.alias()));
    }
    return select(scope, columns).withDistinct();
  }

  /** Each key's rows are looked up again, for the author's aggregate is over columns. */
  Block ofRows(Leaf leaf) {
    String cube = leaf.member().cube().name();
    JoinTree rows =
        joins
            .treeFrom(leaf.member())
            .filter(own -> !own.multiplies(Set.of(cube)))
            .orElseThrow(() -> QueryErrors.multiplied(leaf.key()));
    Scope outer = new Scope(planning, tree);
    List<SqlColumn> columns = dimensionColumns(outer);
    columns.addAll(keyColumns(outer, cube));
    SqlSelect keys = select(outer, columns).withDistinct();

    Scope inner = new Scope(planning, rows);
    String alias = freeAlias(rows);
    List<SqlExpression> on = new ArrayList<>();
    for (ResolvedMember part : LeafSql.keyMembers(planning.index(), cube)) {
      on.add(
          new Comparison(
              new Column(alias, part.alias()), ComparisonOperator.EQUAL, inner.dimension(part)));
    }
    Map<String, SqlExpression> aggregates = Map.of(leaf.key(), new LeafSql(inner).aggregate(leaf));
    List<SqlJoin> all = new ArrayList<>();
    all.add(new SqlJoin(SqlJoin.Kind.LEFT, inner.from(), new All(on)));
    all.addAll(inner.joins());
    return new Block(
        inner,
        dimensionsOf(alias),
        aggregates,
        new SqlSource(new SqlRelation.Derived(keys), alias),
        all,
        List.of());
  }

  private SqlSelect select(Scope scope, List<SqlColumn> columns) {
    List<SqlExpression> conditions = where.apply(scope);
    return SqlSelect.of(columns, scope.from(), scope.joins(), conditions);
  }

  private List<SqlColumn> dimensionColumns(Scope scope) {
    List<SqlColumn> columns = new ArrayList<>();
    for (DimensionColumn column : planning.query().columns()) {
      columns.add(new SqlColumn(scope.column(column), column.alias()));
    }
    return columns;
  }

  private List<SqlColumn> keyColumns(Scope scope, String cube) {
    List<ResolvedMember> key = LeafSql.keyMembers(planning.index(), cube);
    if (key.isEmpty()) {
      throw QueryErrors.noPrimaryKey(cube);
    }
    Set<String> taken =
        Set.copyOf(planning.query().columns().stream().map(DimensionColumn::alias).toList());
    return key.stream()
        .filter(part -> !taken.contains(part.alias()))
        .map(part -> new SqlColumn(scope.dimension(part), part.alias()))
        .toList();
  }

  private List<SqlExpression> dimensionsOf(String alias) {
    return planning.query().columns().stream()
        .<SqlExpression>map(column -> new Column(alias, column.alias()))
        .toList();
  }

  private String freeAlias(JoinTree rows) {
    boolean taken =
        rows.cubes().stream()
            .map(cube -> Names.alias(planning.index().cube(cube)))
            .anyMatch(KEYS::equals);
    return taken ? KEYS + "_" : KEYS;
  }
}
