package dev.cuboid.query.plan;

import dev.cuboid.query.Query;
import dev.cuboid.query.Query.OrderItem;
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

/** A query that is planned step by step, each when it is asked for. */
final class FreshPlan implements PlannedQuery {

  private final Query asked;
  private final Planning planning;
  private final InstantSource clock;

  FreshPlan(Query asked, Planning planning, InstantSource clock) {
    this.asked = asked;
    this.planning = planning;
    this.clock = clock;
  }

  @Override
  public SqlQuery sql() {
    SqlSelect select =
        new SelectPlanner(planning)
            .select()
            .sliced(order(asked, planning.query()), asked.limit(), offset(asked));
    return query(select, columns(planning.query()), asked.limit());
  }

  @Override
  public SqlQuery total() {
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
        OptionalInt.of(1));
  }

  @Override
  public List<RefreshKeyQuery> refreshKeys() {
    return new RefreshKeys(planning, clock).keys();
  }

  @Override
  public TransformedQuery transformed() {
    return new QueryTransformation(planning).transformed();
  }

  @Override
  public List<String> memberNames() {
    return new MemberNames(planning).names();
  }

  private SqlQuery query(SqlSelect select, List<ResultColumn> columns, OptionalInt limit) {
    PrintedSql printed = planning.dialect().print(select);
    return new SqlQuery(
        printed.text(), printed.parameters(), columns, planning.dataSource(), limit);
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
