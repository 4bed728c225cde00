package dev.cuboid.query.plan;

import dev.cuboid.model.MeasureType;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.MultiStage;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.sql.SqlColumn;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Aggregate;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Column;
import dev.cuboid.query.sql.SqlExpression.CountRows;
import dev.cuboid.query.sql.SqlExpression.Over;
import dev.cuboid.query.sql.SqlExpression.Rank;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlJoin;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSource;
import dev.cuboid.query.sql.TimeInterval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures that are computed from the results of others: those are a query of their own, whose
 * groups, times or both differ from the outer query's. Filters and segments hold in it too.
 */
final class MultiStageBlocks {

  private static final String STAGE = "stage";
  private static final String GROUPS = "all_groups";

  private final Planning planning;
  private final ResolvedQuery query;
  private final JoinTree tree;

  /**
   * @param tree of the outer query
   */
  MultiStageBlocks(Planning planning, JoinTree tree) {
    this.planning = planning;
    this.query = planning.query();
    this.tree = tree;
  }

  Block of(Leaf leaf) {
    MultiStage stage = leaf.measure().multiStage().orElseThrow();
    return switch (leaf.measure().type()) {
      case RANK -> ranked(leaf, stage);
      case NUMBER, STRING, BOOLEAN, TIME -> calculated(leaf, stage);
      case NUMBER_AGG -> aggregated(leaf, stage);
      case COUNT, COUNT_DISTINCT, COUNT_DISTINCT_APPROX, SUM, AVG, MIN, MAX, RUNNING_TOTAL ->
          stage.isPartitioned() ? windowed(leaf, stage) : aggregated(leaf, stage);
    };
  }

  /** An aggregate over smaller groups than the query's. */
  private Block aggregated(Leaf leaf, MultiStage stage) {
    if (stage.isPartitioned()) {
      throw QueryErrors.user(
          "Measure '%s': group_by and reduce_by need a type that aggregates its sql"
              .formatted(leaf.key()));
    }
    SqlSource inner = inner(leaf, stage, withAdded(stage));
    Scope scope = scope();
    SqlExpression value =
        leaf.isOpaque()
            ? value(leaf, scope)
            : leaf.countsRows()
                ? new CountRows()
                : new Aggregate(LeafSql.function(leaf), value(leaf, scope));
    return block(scope, inner, Map.of(leaf.key(), value), List.of(), true);
  }

  /** An aggregate over several of the query's groups, beside each of them. */
  private Block windowed(Leaf leaf, MultiStage stage) {
    MeasureType type = leaf.measure().type();
    if (type == MeasureType.COUNT_DISTINCT || type == MeasureType.COUNT_DISTINCT_APPROX) {
      throw QueryErrors.user(
          "Measure '%s': distinct counts of groups cannot be counted together; use sum"
              .formatted(leaf.key()));
    }
    SqlSource inner = inner(leaf, stage, withAdded(stage));
    Scope scope = scope();
    SqlExpression value = leaf.countsRows() ? new CountRows() : value(leaf, scope);
    SqlSource groups = inner;
    if (!stage.addGroupBy().isEmpty()) {
      SqlExpression ofGroup =
          leaf.countsRows() ? value : new Aggregate(LeafSql.function(leaf), value);
      Block smaller = block(scope, inner, Map.of(leaf.key(), ofGroup), List.of(), true);
      List<SqlColumn> columns = new ArrayList<>(smaller.dimensionColumns(query.columns()));
      columns.add(new SqlColumn(ofGroup, leaf.alias()));
      groups = source(smaller.select(columns, List.of()));
      value = new Column(STAGE, leaf.alias());
    }
    SqlExpression total =
        leaf.countsRows() && stage.addGroupBy().isEmpty()
            ? value
            : new Aggregate(LeafSql.function(leaf), value);
    return placed(scope, groups, leaf, new Over(total, partition(stage), List.of()));
  }

  private Block ranked(Leaf leaf, MultiStage stage) {
    if (stage.orderBy().isEmpty()) {
      throw QueryErrors.user("Measure '%s': a rank needs order_by".formatted(leaf.key()));
    }
    SqlSource inner = inner(leaf, stage, query.columns());
    Scope scope = scope();
    List<Over.Sort> order =
        stage.orderBy().stream()
            .map(
                by ->
                    new Over.Sort(
                        scope.template(leaf.member().cube(), by.sql(), MultiStageBlocks::column),
                        by.descending()))
            .toList();
    return placed(scope, inner, leaf, new Over(new Rank(), partition(stage), order));
  }

  /** A formula over measures of other groups or times. */
  private Block calculated(Leaf leaf, MultiStage stage) {
    if (!stage.addGroupBy().isEmpty()) {
      throw QueryErrors.user(
          "Measure '%s': add_group_by needs a type that aggregates its sql".formatted(leaf.key()));
    }
    Scope scope = scope();
    Map<String, SqlExpression> leaves = Map.of(leaf.key(), value(leaf, scope));
    if (!stage.isPartitioned()) {
      return block(scope, inner(leaf, stage, query.columns()), leaves, List.of(), false);
    }
    List<DimensionColumn> kept = kept(stage);
    SqlSource part = inner(leaf, stage, kept);
    SqlSource groups = new SqlSource(new SqlRelation.Derived(inner(leaf, stage)), GROUPS);
    List<SqlExpression> on =
        kept.stream()
            .<SqlExpression>map(
                column ->
                    new SameAs(
                        new Column(GROUPS, column.alias()), new Column(STAGE, column.alias())))
            .toList();
    SqlJoin join =
        on.isEmpty()
            ? new SqlJoin(SqlJoin.Kind.CROSS, part, SqlExpression.TRUE)
            : new SqlJoin(SqlJoin.Kind.INNER, part, new All(on));
    List<SqlExpression> dimensions =
        query.columns().stream()
            .<SqlExpression>map(column -> new Column(GROUPS, column.alias()))
            .toList();
    return new Block(scope, dimensions, leaves, groups, List.of(join), List.of(), false);
  }

  /** All groups of the query that the inner measures have. */
  private SqlSelect inner(Leaf leaf, MultiStage stage) {
    return ((SqlRelation.Derived) inner(leaf, stage, query.columns()).relation()).select();
  }

  /** Puts a window function below, for conditions cannot name one. */
  private Block placed(Scope scope, SqlSource source, Leaf leaf, SqlExpression window) {
    List<SqlColumn> columns = new ArrayList<>();
    for (DimensionColumn column : query.columns()) {
      columns.add(new SqlColumn(new Column(STAGE, column.alias()), column.alias()));
    }
    columns.add(new SqlColumn(window, leaf.alias()));
    SqlSource placed = source(SqlSelect.of(columns, source, List.of(), List.of()));
    Map<String, SqlExpression> leaves = Map.of(leaf.key(), new Column(STAGE, leaf.alias()));
    return block(scope, placed, leaves, List.of(), false);
  }

  private Block block(
      Scope scope,
      SqlSource source,
      Map<String, SqlExpression> leaves,
      List<SqlJoin> joins,
      boolean grouped) {
    List<SqlExpression> dimensions =
        query.columns().stream()
            .<SqlExpression>map(column -> new Column(STAGE, column.alias()))
            .toList();
    return new Block(scope, dimensions, leaves, source, joins, List.of(), grouped);
  }

  private Scope scope() {
    return new Scope(planning, tree);
  }

  private static SqlExpression value(Leaf leaf, Scope scope) {
    SqlTemplate sql =
        leaf.measure()
            .sql()
            .orElseThrow(() -> QueryErrors.user("Measure '%s' has no sql".formatted(leaf.key())));
    return scope.template(leaf.member().cube(), sql, MultiStageBlocks::column);
  }

  private static SqlExpression column(ResolvedMember operand) {
    return new Column(STAGE, operand.alias());
  }

  /** The query for the inner measures, by these dimensions. */
  private SqlSource inner(Leaf leaf, MultiStage stage, List<DimensionColumn> columns) {
    ResolvedQuery inner =
        new ResolvedQuery(
            operands(leaf, stage),
            columns,
            times(columns),
            query.dimensionFilters(),
            List.of(),
            query.segments(),
            query.timezone(),
            /* ungrouped= */ false,
            query.joinHints());
    return source(new SelectPlanner(planning.stage(leaf.member(), inner, shifts(stage))).select());
  }

  /** A time dimension by which the inner query does not group limits its rows all the same. */
  private List<TimeRange> times(List<DimensionColumn> columns) {
    return query.times().stream()
        .map(
            time -> {
              boolean grouped =
                  columns.stream()
                      .anyMatch(
                          column ->
                              column.granularity().equals(time.granularity())
                                  && column.member().key().equals(time.member().key()));
              return grouped ? time : new TimeRange(time.member(), Optional.empty(), time.range());
            })
        .toList();
  }

  private static SqlSource source(SqlSelect select) {
    return new SqlSource(new SqlRelation.Derived(select), STAGE);
  }

  private List<ResolvedMember> operands(Leaf leaf, MultiStage stage) {
    Map<String, ResolvedMember> operands = new LinkedHashMap<>();
    List<SqlTemplate> templates = new ArrayList<>();
    leaf.measure().sql().ifPresent(templates::add);
    stage.orderBy().forEach(by -> templates.add(by.sql()));
    for (SqlTemplate template : templates) {
      planning
          .walk()
          .references(
              template,
              part -> {
                if (part instanceof SqlPart.MemberReference reference) {
                  ResolvedMember operand = planning.index().referenced(reference.path());
                  if (operand.isMeasure()) {
                    operands.putIfAbsent(operand.key(), operand);
                    return;
                  }
                }
                throw QueryErrors.user(
                    "Multi-stage measure '%s' must be computed from measures alone"
                        .formatted(leaf.key()));
              });
    }
    if (operands.isEmpty()) {
      throw QueryErrors.user(
          "Multi-stage measure '%s' must be computed from measures".formatted(leaf.key()));
    }
    return List.copyOf(operands.values());
  }

  private Map<String, TimeInterval> shifts(MultiStage stage) {
    Map<String, TimeInterval> shifts = new HashMap<>();
    for (MultiStage.TimeShift shift : stage.timeShifts()) {
      TimeInterval interval = TimeInterval.parse(shift.interval()).orElseThrow();
      // A row of last year counts for this year: its time is moved forward.
      TimeInterval moved = shift.prior() ? interval : interval.negated();
      if (shift.timeDimension().isPresent()) {
        shifts.put(planning.index().referenced(shift.timeDimension().get()).key(), moved);
      } else {
        query.times().forEach(time -> shifts.put(time.member().key(), moved));
      }
    }
    return shifts;
  }

  private List<DimensionColumn> withAdded(MultiStage stage) {
    List<DimensionColumn> columns = new ArrayList<>(query.columns());
    for (MemberPath path : stage.addGroupBy()) {
      ResolvedMember member = planning.index().referenced(path);
      boolean known =
          columns.stream()
              .anyMatch(
                  column ->
                      column.granularity().isEmpty() && column.member().key().equals(member.key()));
      if (!known) {
        columns.add(new DimensionColumn(member.name(), member.alias(), member, Optional.empty()));
      }
    }
    return columns;
  }

  private List<SqlExpression> partition(MultiStage stage) {
    return kept(stage).stream()
        .<SqlExpression>map(column -> new Column(STAGE, column.alias()))
        .toList();
  }

  /** The query's dimensions by which the value differs. */
  private List<DimensionColumn> kept(MultiStage stage) {
    Optional<Set<String>> only = stage.groupBy().map(this::keys);
    Set<String> without = keys(stage.reduceBy());
    return query.columns().stream()
        .filter(column -> only.map(keys -> keys.contains(column.member().key())).orElse(true))
        .filter(column -> !without.contains(column.member().key()))
        .toList();
  }

  private Set<String> keys(List<MemberPath> paths) {
    return paths.stream()
        .map(path -> planning.index().referenced(path).key())
        .collect(Collectors.toSet());
  }
}
