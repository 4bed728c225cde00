package dev.cuboid.query.plan;

import dev.cuboid.query.Query;
import dev.cuboid.query.Query.OrderItem;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import dev.cuboid.query.SqlQuery.ResultColumn;
import dev.cuboid.query.dialect.PrintedSql;
import dev.cuboid.query.sql.SqlColumn;
import dev.cuboid.query.sql.SqlExpression.CountRows;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSelect.SortKey;
import dev.cuboid.query.sql.SqlSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A query whose members were looked up: its SQL, and what else is known of it without a database.
 * Used by one thread.
 */
public final class PlannedQuery {

  private final Query asked;
  private final Planning planning;
  private final InstantSource clock;

  PlannedQuery(Query asked, Planning planning, InstantSource clock) {
    this.asked = asked;
    this.planning = planning;
    this.clock = clock;
  }

  /**
   * The SQL of its rows. Columns are in the order dimensions, time dimensions, measures.
   *
   * @throws QueryException when the query asks for what cannot be
   */
  public SqlQuery sql() {
    SqlSelect select =
        new SelectPlanner(planning)
            .select()
            .sliced(order(asked, planning.query()), asked.limit(), offset(asked));
    return query(select, columns(planning.query()));
  }

  /**
   * The SQL of the number of rows that the query has without its limit, in one row and column.
   *
   * @throws QueryException as {@link #sql}
   */
  public SqlQuery total() {
    SqlSelect rows = new SelectPlanner(planning).select();
    SqlSelect total =
        SqlSelect.of(
            List.of(new SqlColumn(new CountRows(), "total_count")),
            new SqlSource(new SqlRelation.Derived(rows), "original_query"),
            List.of(),
            List.of());
    return query(total, List.of(new ResultColumn("total_count", "total_count", ColumnType.NUMBER)));
  }

  /**
   * What tells that the query's results have become old, one for each of its cubes.
   *
   * @throws QueryException as {@link #sql}
   */
  public List<RefreshKeyQuery> refreshKeys() {
    return new RefreshKeys(planning, clock).keys();
  }

  /**
   * The query in the form in which it is compared with pre-aggregations.
   *
   * @throws QueryException as {@link #sql}
   */
  public TransformedQuery transformed() {
    return new QueryTransformation(planning).transformed();
  }

  /**
   * Every member that the query's SQL touches, those behind a view's and a formula's members too.
   *
   * @throws QueryException as {@link #sql}
   */
  public List<String> memberNames() {
    return new MemberNames(planning).names();
  }

  private SqlQuery query(SqlSelect select, List<ResultColumn> columns) {
    PrintedSql printed = planning.dialect().print(select);
    return new SqlQuery(printed.text(), printed.parameters(), columns, planning.dataSource());
  }

  private static OptionalInt offset(Query query) {
    return query.offset().orElse(0) == 0 ? OptionalInt.empty() : query.offset();
  }

  /** What is not a column of the result cannot be ordered by, and is left out as Cube does. */
  private static List<SortKey> order(Query query, ResolvedQuery resolved) {
    List<SortKey> keys = new ArrayList<>();
    for (OrderItem item : query.order()) {
      int position = position(item.member(), resolved);
      if (position >= 0) {
        keys.add(new SortKey(position, item.descending()));
      }
    }
    return keys;
  }

  private static int position(String name, ResolvedQuery resolved) {
    List<DimensionColumn> columns = resolved.columns();
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).name().equals(name)) {
        return index;
      }
    }
    for (int index = 0; index < resolved.measures().size(); index++) {
      if (resolved.measures().get(index).name().equals(name)) {
        return columns.size() + index;
      }
    }
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).member().name().equals(name)) {
        return index;
      }
    }
    return -1;
  }

  private static List<ResultColumn> columns(ResolvedQuery resolved) {
    List<ResultColumn> columns = new ArrayList<>();
    for (DimensionColumn column : resolved.columns()) {
      ColumnType type =
          column.granularity().isPresent()
              ? ColumnType.TIME
              : ValueTypes.column(column.member().dimension().type());
      columns.add(new ResultColumn(column.name(), column.alias(), type));
    }
    for (ResolvedMember measure : resolved.measures()) {
      columns.add(
          new ResultColumn(
              measure.name(), measure.alias(), ValueTypes.column(measure.measure().type())));
    }
    return columns;
  }
}
