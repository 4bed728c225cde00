package dev.cuboid.query.sql;

import java.util.List;
import java.util.OptionalInt;

/**
 * A query.
 *
 * @param distinct whether equal rows are shown once
 * @param columns of the result
 * @param from the first relation
 * @param joins the further ones
 * @param where conditions that rows must meet, all of them
 * @param groupBy indexes into the columns, from 0
 * @param having conditions that groups must meet, all of them
 * @param orderBy by the result's columns
 * @param limit of the rows
 * @param offset rows to skip
 */
public record SqlSelect(
    boolean distinct,
    List<SqlColumn> columns,
    SqlSource from,
    List<SqlJoin> joins,
    List<SqlExpression> where,
    List<Integer> groupBy,
    List<SqlExpression> having,
    List<SortKey> orderBy,
    OptionalInt limit,
    OptionalInt offset) {

  public SqlSelect {
    columns = List.copyOf(columns);
    joins = List.copyOf(joins);
    where = List.copyOf(where);
    groupBy = List.copyOf(groupBy);
    having = List.copyOf(having);
    orderBy = List.copyOf(orderBy);
  }

  /** A query for all rows of the relations that meet the conditions. */
  public static SqlSelect of(
      List<SqlColumn> columns, SqlSource from, List<SqlJoin> joins, List<SqlExpression> where) {
    return new SqlSelect(
        false,
        columns,
        from,
        joins,
        where,
        List.of(),
        List.of(),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** The same, with equal rows shown once. */
  public SqlSelect withDistinct() {
    return new SqlSelect(
        true, columns, from, joins, where, groupBy, having, orderBy, limit, offset);
  }

  /** The same, grouped. */
  public SqlSelect groupedBy(List<Integer> positions, List<SqlExpression> conditions) {
    return new SqlSelect(
        distinct, columns, from, joins, where, positions, conditions, orderBy, limit, offset);
  }

  /** The same, ordered and cut. */
  public SqlSelect sliced(List<SortKey> order, OptionalInt rows, OptionalInt skipped) {
    return new SqlSelect(
        distinct, columns, from, joins, where, groupBy, having, order, rows, skipped);
  }

  /**
   * @param column index into the columns, from 0
   */
  public record SortKey(int column, boolean descending) {}
}
