package dev.cuboid.query.plan;

import dev.cuboid.model.MeasureType;
import dev.cuboid.model.RollingWindow;
import dev.cuboid.query.Query.DateRange;
import dev.cuboid.query.sql.SqlColumn;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Aggregate;
import dev.cuboid.query.sql.SqlExpression.AggregateFunction;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Case;
import dev.cuboid.query.sql.SqlExpression.Column;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.ComparisonOperator;
import dev.cuboid.query.sql.SqlExpression.IsNull;
import dev.cuboid.query.sql.SqlJoin;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Measures over a window of time: each period of a calendar is joined with the rows in its window,
 * so that periods without rows of their own have a value too.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/reference/measures#rolling_window">Rolling
 *     windows</a>
 */
final class RollingBlocks {

  private static final String SERIES = "series";
  private static final String BASE = "base";
  private static final String PERIOD = "period";

  private final Planning planning;
  private final ResolvedQuery query;
  private final JoinPlanner joins;
  private final JoinTree tree;

  RollingBlocks(Planning planning, JoinPlanner joins, JoinTree tree) {
    this.planning = planning;
    this.query = planning.query();
    this.joins = joins;
    this.tree = tree;
  }

  Block of(Leaf leaf) {
    if (leaf.isOpaque()) {
      throw QueryErrors.user(
          "Rolling window measure '%s' needs a type that aggregates its sql".formatted(leaf.key()));
    }
    List<TimeRange> grouped =
        query.times().stream().filter(time -> time.granularity().isPresent()).toList();
    return grouped.isEmpty() ? oneWindow(leaf) : series(leaf, seriesTime(grouped));
  }

  private static TimeRange seriesTime(List<TimeRange> grouped) {
    TimeRange first = grouped.getFirst();
    for (TimeRange time : grouped) {
      if (!time.range().equals(first.range())) {
        throw QueryErrors.user("Can't build query for time dimensions with different date ranges");
      }
    }
    if (first.range().isEmpty()) {
      throw QueryErrors.user("Time series queries without dateRange aren't supported");
    }
    return first;
  }

  /** Without periods there is one window, at the end (or the start) of the date range. */
  private Block oneWindow(Leaf leaf) {
    Function<Scope, List<SqlExpression>> where =
        scope -> {
          List<SqlExpression> conditions = scope.whereWithoutRanges();
          for (TimeRange time : query.times()) {
            time.range().ifPresent(range -> conditions.addAll(window(leaf, scope, time, range)));
          }
          return conditions;
        };
    List<Block> blocks = new BlockPlanner(planning, joins, tree, where).blocks(List.of(leaf));
    return blocks.getFirst();
  }

  private List<SqlExpression> window(Leaf leaf, Scope scope, TimeRange time, DateRange range) {
    SqlExpression local = scope.localTime(time.member());
    return Window.of(leaf).only(local, Times.required(range.from()), Times.required(range.to()));
  }

  private Block series(Leaf leaf, TimeRange time) {
    DateRange range = time.range().orElseThrow();
    TimeSeries series = TimeSeries.of(time);
    LocalDateTime from = Times.required(range.from());
    LocalDateTime to = Times.required(range.to());
    List<SqlRelation.Period> periods = series.periods(from, to);
    Window window = Window.of(leaf);
    String granularity = window.baseGranularity(series);
    int position = position(time);

    LocalDateTime first = periods.getFirst().from();
    LocalDateTime firstEnd = periods.getFirst().to();
    Function<Scope, List<SqlExpression>> where =
        scope -> {
          List<SqlExpression> conditions = scope.whereWithoutRanges();
          for (TimeRange other : query.times()) {
            if (!other.member().name().equals(time.member().name())) {
              other.test().ifPresent(test -> conditions.add(scope.condition(test)));
            }
          }
          SqlExpression local = scope.localTime(time.member());
          LocalDateTime lower = window.isRunningTotal() ? from : first;
          conditions.addAll(window.rows(local, lower, firstEnd, to));
          return conditions;
        };
    Base base = base(leaf, time, granularity, position, where);

    SqlSource periodsSource = new SqlSource(new SqlRelation.Periods(periods), SERIES);
    List<SqlExpression> on =
        window.conditions(
            new Column(BASE, query.columns().get(position).alias()),
            new Column(SERIES, "date_from"),
            new Column(SERIES, "date_to"));
    SqlSource rows = new SqlSource(new SqlRelation.Derived(base.select()), BASE);
    SqlJoin join =
        planning.dialect().supportsOuterJoinWithoutEquality()
            ? new SqlJoin(SqlJoin.Kind.LEFT, rows, on.isEmpty() ? SqlExpression.TRUE : new All(on))
            : joinByPeriod(periodsSource, rows, base.select(), on);
    List<SqlExpression> dimensions =
        IntStream.range(0, query.columns().size())
            .<SqlExpression>mapToObj(
                index ->
                    index == position
                        ? new Column(SERIES, "date_from")
                        : new Column(BASE, query.columns().get(index).alias()))
            .toList();
    SqlExpression aggregate = new Aggregate(base.function(), new Column(BASE, leaf.alias()));
    SqlExpression value =
        base.function() == AggregateFunction.COUNT ? ofRows(aggregate, position) : aggregate;
    return new Block(
        base.scope(),
        dimensions,
        Map.of(leaf.key(), value),
        periodsSource,
        List.of(join),
        to.isBefore(from) ? List.of(SqlExpression.FALSE) : List.of());
  }

  /** A count of no rows at all is none, as the sum of their counts is. */
  private SqlExpression ofRows(SqlExpression count, int position) {
    SqlExpression time = new Column(BASE, query.columns().get(position).alias());
    SqlExpression anyTime = new Aggregate(AggregateFunction.MAX, time);
    return Case.when(new IsNull(anyTime, true), count);
  }

  /** Puts rows into windows first, so that periods have an equality to be joined by. */
  private static SqlJoin joinByPeriod(
      SqlSource periods, SqlSource rows, SqlSelect select, List<SqlExpression> on) {
    Column period = new Column(SERIES, "date_from");
    List<SqlColumn> columns = new ArrayList<>();
    columns.add(new SqlColumn(period, PERIOD));
    for (SqlColumn column : select.columns()) {
      columns.add(new SqlColumn(new Column(BASE, column.alias()), column.alias()));
    }
    SqlJoin every = new SqlJoin(SqlJoin.Kind.CROSS, rows, SqlExpression.TRUE);
    SqlSelect placed = SqlSelect.of(columns, periods, List.of(every), on);
    return new SqlJoin(
        SqlJoin.Kind.LEFT,
        new SqlSource(new SqlRelation.Derived(placed), BASE),
        new Comparison(new Column(BASE, PERIOD), ComparisonOperator.EQUAL, period));
  }

  private int position(TimeRange time) {
    for (int index = 0; index < query.columns().size(); index++) {
      DimensionColumn column = query.columns().get(index);
      if (column.granularity().equals(time.granularity())
          && column.member().name().equals(time.member().name())) {
        return index;
      }
    }
    throw new IllegalStateException("no column of the time dimension " + time.member().name());
  }

  /** The rows that are put into windows. */
  private record Base(SqlSelect select, AggregateFunction function, Scope scope) {}

  private Base base(
      Leaf leaf,
      TimeRange time,
      String granularity,
      int position,
      Function<Scope, List<SqlExpression>> where) {
    Set<String> needed = new HashSet<>(leaf.cubes());
    for (ResolvedMember member : JoinPlanner.rowMembers(query)) {
      needed.addAll(joins.cubes(member));
    }
    JoinTree from = joins.pruned(tree, needed);
    Scope scope = new Scope(planning, from);
    List<SqlColumn> columns = new ArrayList<>();
    for (int index = 0; index < query.columns().size(); index++) {
      DimensionColumn column = query.columns().get(index);
      SqlExpression expression =
          index == position ? scope.period(time.member(), granularity) : scope.column(column);
      columns.add(new SqlColumn(expression, column.alias()));
    }
    boolean repeated = from.multiplies(leaf.keyCubes());
    LeafSql leafSql = new LeafSql(scope);
    AggregateFunction function = LeafSql.function(leaf);
    boolean grouped = !repeated && leaf.isAdditive();
    if (repeated) {
      for (String cube : leaf.keyCubes()) {
        List<SqlExpression> key = LeafSql.primaryKey(scope, cube);
        if (key.isEmpty()) {
          throw QueryErrors.noPrimaryKey(cube);
        }
        for (int index = 0; index < key.size(); index++) {
          columns.add(new SqlColumn(key.get(index), cube + "_key_" + index));
        }
      }
    }
    columns.add(
        new SqlColumn(grouped ? leafSql.aggregate(leaf) : leafSql.input(leaf), leaf.alias()));
    List<SqlExpression> conditions = where.apply(scope);
    SqlSelect select = SqlSelect.of(columns, scope.from(), scope.joins(), conditions);
    if (repeated) {
      return new Base(select.withDistinct(), function, scope);
    }
    if (!grouped) {
      return new Base(select, function, scope);
    }
    List<Integer> groups = IntStream.range(0, query.columns().size()).boxed().toList();
    AggregateFunction ofGroups =
        function == AggregateFunction.COUNT ? AggregateFunction.SUM : function;
    return new Base(select.groupedBy(groups, List.of()), ofGroups, scope);
  }

  /** What a leaf's window is. */
  static Optional<RollingWindow> windowOf(Leaf leaf) {
    return leaf.measure().type() == MeasureType.RUNNING_TOTAL
        ? Optional.empty()
        : leaf.measure().rollingWindow();
  }
}
