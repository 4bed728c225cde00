package dev.cuboid.query.dialect;

import dev.cuboid.query.QueryException;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlSelect;

/** The SQL of one kind of database. Stateless; may be used by several threads. */
public interface Dialect {

  /** Its name in {@code CUBEJS_DB_TYPE}. */
  String name();

  /**
   * Prints a query.
   *
   * @throws QueryException when this kind of database cannot do what is asked
   */
  PrintedSql print(SqlSelect select);

  /**
   * Prints SQL of a model's author whose holes are filled.
   *
   * @throws QueryException as {@link #print(SqlSelect)}
   */
  PrintedSql print(SqlExpression expression);

  /** Whether it can keep the rows of both sides of a join. */
  boolean supportsFullJoin();

  /** Whether an outer join's condition may be made of inequalities only. */
  boolean supportsOuterJoinWithoutEquality();

  /** What follows the columns of a query that reads no table; empty for most. */
  String withoutTable();

  /** The seconds since the epoch, as an expression. */
  String secondsSinceEpoch();

  /** What it can do for pre-aggregations that are built in it. */
  PreAggregationSupport preAggregations();
}
