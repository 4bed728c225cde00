package dev.cuboid.query.plan;

import dev.cuboid.model.DataModel;
import dev.cuboid.query.Query;
import dev.cuboid.query.Query.OrderItem;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import dev.cuboid.query.SqlQuery.ResultColumn;
import dev.cuboid.query.dialect.Dialect;
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
 * Turns queries over one data model into SQL of one dialect. Does no I/O. Thread-safe; made once
 * per model, so that planning a query does not depend on the size of the model.
 */
public final class QueryPlanner {

  private final ModelIndex index;
  private final Dialect dialect;
  private final InstantSource clock;

  private QueryPlanner(ModelIndex index, Dialect dialect, InstantSource clock) {
    this.index = index;
    this.dialect = dialect;
    this.clock = clock;
  }

  /** A planner that takes the time zone's present offset from the system's clock. */
  public static QueryPlanner create(DataModel model, Dialect dialect) {
    return create(model, dialect, InstantSource.system());
  }

  /**
   * @param clock tells the present offset of time zones, for refresh keys
   */
  public static QueryPlanner create(DataModel model, Dialect dialect, InstantSource clock) {
    return new QueryPlanner(new ModelIndex(model), dialect, clock);
  }

  /**
   * The SQL of a query. Columns are in the order dimensions, time dimensions, measures.
   *
   * @throws QueryException when the query asks for what is not there or cannot be
   */
  public SqlQuery plan(Query query, PlanContext context) {
    Planning planning = planning(query, context);
    ResolvedQuery resolved = planning.query();
    SqlSelect select =
        new SelectPlanner(planning)
            .select()
            .sliced(order(query, resolved), query.limit(), offset(query));
    return query(select, columns(resolved), planning);
  }

  /**
   * The number of rows that the query has without its limit, in one row and column.
   *
   * @throws QueryException as {@link #plan}
   */
  public SqlQuery planTotal(Query query, PlanContext context) {
    Planning planning = planning(query, context);
    SqlSelect rows = new SelectPlanner(planning).select();
    SqlSelect total =
        SqlSelect.of(
            List.of(new SqlColumn(new CountRows(), "total_count")),
            new SqlSource(new SqlRelation.Derived(rows), "original_query"),
            List.of(),
            List.of());
    return query(
        total,
        List.of(new ResultColumn("total_count", "total_count", ColumnType.NUMBER)),
        planning);
  }

  /**
   * What tells that the query's results have become old, one for each of its cubes.
   *
   * @throws QueryException as {@link #plan}
   */
  public List<RefreshKeyQuery> refreshKeys(Query query, PlanContext context) {
    return new RefreshKeys(planning(query, context), clock).keys();
  }

  /**
   * The query in the form in which it is compared with pre-aggregations.
   *
   * @throws QueryException as {@link #plan}
   */
  public TransformedQuery transformedQuery(Query query, PlanContext context) {
    return new QueryTransformation(planning(query, context)).transformed();
  }

  /**
   * Every member that the query's SQL touches, those behind a view's and a formula's members too.
   *
   * @throws QueryException as {@link #plan}
   */
  public List<String> memberNames(Query query, PlanContext context) {
    return new MemberNames(planning(query, context)).names();
  }

  private Planning planning(Query query, PlanContext context) {
    return new Planning(index, dialect, context, new QueryResolver(index).resolve(query));
  }

  private SqlQuery query(SqlSelect select, List<ResultColumn> columns, Planning planning) {
    String dataSource = new DataSources(planning).only();
    PrintedSql printed = dialect.print(select);
    return new SqlQuery(printed.text(), printed.parameters(), columns, dataSource);
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
