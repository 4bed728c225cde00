package dev.cuboid.query.plan;

import dev.cuboid.query.sql.SqlColumn;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Coalesce;
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
import java.util.stream.IntStream;

/** Puts several grouped SELECTs beside each other, by the dimensions that they share. */
final class CombinedBlocks {

  private final Planning planning;
  private final ResolvedQuery query;
  private final MeasureFormulas formulas;

  CombinedBlocks(Planning planning, MeasureFormulas formulas) {
    this.planning = planning;
    this.query = planning.query();
    this.formulas = formulas;
  }

  /**
   * @param sameGroups whether every block has the same groups; otherwise a group that one of them
   *     lacks is kept
   */
  SqlSelect select(List<Block> blocks, List<Leaf> leaves, boolean sameGroups) {
    Map<String, SqlExpression> values = new LinkedHashMap<>();
    List<SqlSource> sources = new ArrayList<>();
    for (int index = 0; index < blocks.size(); index++) {
      Block block = blocks.get(index);
      String alias = "q_" + index;
      List<SqlColumn> columns = new ArrayList<>(block.dimensionColumns(query.columns()));
      for (Leaf leaf : leaves) {
        SqlExpression value = block.leaves().get(leaf.key());
        if (value != null) {
          columns.add(new SqlColumn(value, leaf.alias()));
          values.put(leaf.key(), new Column(alias, leaf.alias()));
        }
      }
      SqlSelect select = block.select(columns, List.of());
      sources.add(new SqlSource(new SqlRelation.Derived(select), alias));
    }
    boolean full = !sameGroups && planning.dialect().supportsFullJoin();
    List<SqlJoin> joins = joins(sources, full);
    Scope scope = blocks.getFirst().scope();
    List<SqlColumn> columns = new ArrayList<>();
    for (DimensionColumn column : query.columns()) {
      columns.add(new SqlColumn(dimension(sources, column, full, sources.size()), column.alias()));
    }
    for (ResolvedMember measure : query.measures()) {
      columns.add(new SqlColumn(formulas.sql(measure, scope, values), measure.alias()));
    }
    ConditionSql conditions = new ConditionSql(query.timezone());
    List<SqlExpression> where =
        query.measureFilters().stream()
            .map(filter -> SelectPlanner.condition(filter, conditions, formulas, scope, values))
            .toList();
    return SqlSelect.of(columns, sources.getFirst(), joins, where);
  }

  private List<SqlJoin> joins(List<SqlSource> sources, boolean full) {
    List<SqlJoin> joins = new ArrayList<>();
    for (int index = 1; index < sources.size(); index++) {
      SqlSource source = sources.get(index);
      if (query.columns().isEmpty()) {
        joins.add(new SqlJoin(SqlJoin.Kind.CROSS, source, SqlExpression.TRUE));
        continue;
      }
      List<SqlExpression> on = new ArrayList<>();
      for (DimensionColumn column : query.columns()) {
        on.add(
            new SameAs(
                dimension(sources, column, full, index),
                new Column(source.alias(), column.alias())));
      }
      joins.add(new SqlJoin(full ? SqlJoin.Kind.FULL : SqlJoin.Kind.INNER, source, new All(on)));
    }
    return joins;
  }

  /** A dimension as the first of the blocks that has the group says it. */
  private static SqlExpression dimension(
      List<SqlSource> sources, DimensionColumn column, boolean full, int count) {
    if (!full || count == 1) {
      return new Column(sources.getFirst().alias(), column.alias());
    }
    return new Coalesce(
        IntStream.range(0, count)
            .<SqlExpression>mapToObj(
                index -> new Column(sources.get(index).alias(), column.alias()))
            .toList());
  }
}
