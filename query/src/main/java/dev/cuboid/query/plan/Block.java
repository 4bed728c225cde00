package dev.cuboid.query.plan;

import dev.cuboid.query.sql.SqlColumn;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlJoin;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A grouped SELECT before it is decided which columns it shows: either the query itself, or a
 * subquery among several.
 *
 * @param scope prints further SQL of authors
 * @param dimensions what the query's columns are here, in their order
 * @param leaves what the measures are here, by their keys
 * @param grouped whether rows are put into groups; otherwise each row is a group already
 */
record Block(
    Scope scope,
    List<SqlExpression> dimensions,
    Map<String, SqlExpression> leaves,
    SqlSource from,
    List<SqlJoin> joins,
    List<SqlExpression> where,
    boolean grouped) {

  /** One whose rows are put into groups. */
  Block(
      Scope scope,
      List<SqlExpression> dimensions,
      Map<String, SqlExpression> leaves,
      SqlSource from,
      List<SqlJoin> joins,
      List<SqlExpression> where) {
    this(scope, dimensions, leaves, from, joins, where, true);
  }

  /** The query's dimensions as columns. */
  List<SqlColumn> dimensionColumns(List<DimensionColumn> columns) {
    List<SqlColumn> result = new ArrayList<>();
    for (int index = 0; index < columns.size(); index++) {
      result.add(new SqlColumn(dimensions.get(index), columns.get(index).alias()));
    }
    return result;
  }

  /** The SELECT, grouped by its dimensions, which are its first columns. */
  SqlSelect select(List<SqlColumn> columns, List<SqlExpression> having) {
    if (!grouped) {
      List<SqlExpression> conditions = new ArrayList<>(where);
      conditions.addAll(having);
      return SqlSelect.of(columns, from, joins, conditions);
    }
    return SqlSelect.of(columns, from, joins, where)
        .groupedBy(IntStream.range(0, dimensions.size()).boxed().toList(), having);
  }
}
