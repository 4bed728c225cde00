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
    Together together = together(blocks, sources, sameGroups || query.columns().isEmpty());
    Scope scope =
        blocks
            .getFirst()
            .scope()
            .knowing(
                query.columns(),
                together.dimensions().stream().map(SqlColumn::expression).toList());
    List<SqlColumn> columns = new ArrayList<>(together.dimensions());
    for (ResolvedMember measure : query.measures()) {
      columns.add(new SqlColumn(formulas.sql(measure, scope, values), measure.alias()));
    }
    ConditionSql conditions = new ConditionSql(query.timezone());
    List<SqlExpression> where =
        query.measureFilters().stream()
            .map(filter -> SelectPlanner.condition(filter, conditions, formulas, scope, values))
            .toList();
    return SqlSelect.of(columns, together.from(), together.joins(), where);
  }

  /** The FROM clause, and what the dimensions are in it. */
  private record Together(SqlSource from, List<SqlJoin> joins, List<SqlColumn> dimensions) {}

  private Together together(List<Block> blocks, List<SqlSource> sources, boolean sameGroups) {
    if (!sameGroups && !planning.dialect().supportsFullJoin()) {
      return besideAllGroups(blocks, sources);
    }
    List<SqlJoin> joins = new ArrayList<>();
    for (int index = 1; index < sources.size(); index++) {
      List<SqlSource> before = sameGroups ? sources.subList(0, 1) : sources.subList(0, index);
      SqlJoin.Kind kind = sameGroups ? SqlJoin.Kind.INNER : SqlJoin.Kind.FULL;
      joins.add(join(kind, before, sources.get(index)));
    }
    List<SqlSource> known = sameGroups ? sources.subList(0, 1) : sources;
    return new Together(sources.getFirst(), joins, dimensions(known));
  }

  /** Without a full join the groups of all blocks are put together first. */
  private Together besideAllGroups(List<Block> blocks, List<SqlSource> sources) {
    List<SqlSelect> groups =
        blocks.stream()
            .map(block -> block.select(block.dimensionColumns(query.columns()), List.of()))
            .toList();
    SqlSource all = new SqlSource(new SqlRelation.Union(groups), "q");
    List<SqlJoin> joins =
        sources.stream().map(source -> join(SqlJoin.Kind.LEFT, List.of(all), source)).toList();
    return new Together(all, joins, dimensions(List.of(all)));
  }

  private SqlJoin join(SqlJoin.Kind kind, List<SqlSource> before, SqlSource source) {
    if (query.columns().isEmpty()) {
      return new SqlJoin(SqlJoin.Kind.CROSS, source, SqlExpression.TRUE);
    }
    List<SqlExpression> on = new ArrayList<>();
    for (DimensionColumn column : query.columns()) {
      on.add(new SameAs(dimension(before, column), new Column(source.alias(), column.alias())));
    }
    return new SqlJoin(kind, source, new All(on));
  }

  private List<SqlColumn> dimensions(List<SqlSource> sources) {
    return query.columns().stream()
        .map(column -> new SqlColumn(dimension(sources, column), column.alias()))
        .toList();
  }

  /** A dimension as the first of the sources that has the group says it. */
  private static SqlExpression dimension(List<SqlSource> sources, DimensionColumn column) {
    List<SqlExpression> options =
        sources.stream()
            .<SqlExpression>map(source -> new Column(source.alias(), column.alias()))
            .toList();
    return options.size() == 1 ? options.getFirst() : new Coalesce(options);
  }
}
