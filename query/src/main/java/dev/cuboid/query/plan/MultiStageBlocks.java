package dev.cuboid.query.plan;

import dev.cuboid.model.DimensionSql;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    StageConditions rows = StageConditions.of(planning, stage.filter(), query.columns());
    return rows.widened() ? amongGroups(leaf, stage) : computed(leaf, stage);
  }

  /** The groups that the query has, for the stage sees rows of others too. */
  private Block amongGroups(Leaf leaf, MultiStage stage) {
    Block widened = computed(leaf, stage);
    List<SqlColumn> columns = new ArrayList<>(widened.dimensionColumns(query.columns()));
    columns.add(
        new SqlColumn(
            Objects.requireNonNull(widened.leaves().get(leaf.key()), leaf.key()), leaf.alias()));
    SqlSource values = source(widened.select(columns, List.of()));
    StageConditions inherited = StageConditions.inherited(query, query.columns());
    SqlSelect groups = select(leaf, stage, query.columns(), inherited);
    Map<String, SqlExpression> leaves = Map.of(leaf.key(), new Column(STAGE, leaf.alias()));
    return besideGroups(leaves, groups, SqlJoin.Kind.LEFT, values, query.columns());
  }

  private Block computed(Leaf leaf, MultiStage stage) {
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
    List<DimensionColumn> groups = withAdded(stage);
    SqlSource inner = inner(leaf, stage, groups);
    Scope scope = scope(groups);
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
    List<DimensionColumn> added = withAdded(stage);
    SqlSource inner = inner(leaf, stage, added);
    Scope scope = scope(added);
    SqlExpression value = leaf.countsRows() ? new CountRows() : value(leaf, scope);
    SqlSource groups = inner;
    boolean finer = added.size() > query.columns().size();
    if (finer) {
      SqlExpression ofGroup =
          leaf.countsRows() ? value : new Aggregate(LeafSql.function(leaf), value);
      Block smaller = block(scope, inner, Map.of(leaf.key(), ofGroup), List.of(), true);
      List<SqlColumn> columns = new ArrayList<>(smaller.dimensionColumns(query.columns()));
      columns.add(new SqlColumn(ofGroup, leaf.alias()));
      groups = source(smaller.select(columns, List.of()));
      value = new Column(STAGE, leaf.alias());
    }
    SqlExpression total =
        leaf.countsRows() && !finer ? value : new Aggregate(LeafSql.function(leaf), value);
    return placed(scope, groups, leaf, new Over(total, partition(stage), List.of()));
  }

  private Block ranked(Leaf leaf, MultiStage stage) {
    if (stage.orderBy().isEmpty()) {
      throw QueryErrors.user("Measure '%s': a rank needs order_by".formatted(leaf.key()));
    }
    SqlSource inner = inner(leaf, stage, query.columns());
    Scope scope = scope(query.columns());
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
    Scope scope = scope(query.columns());
    Map<String, SqlExpression> leaves = Map.of(leaf.key(), value(leaf, scope));
    if (!stage.isPartitioned()) {
      return block(scope, inner(leaf, stage, query.columns()), leaves, List.of(), false);
    }
    List<DimensionColumn> kept = kept(stage);
    SqlSource part = inner(leaf, stage, kept);
    StageConditions rows = StageConditions.of(planning, stage.filter(), query.columns());
    SqlSelect groups = select(leaf, stage, query.columns(), rows);
    return besideGroups(leaves, groups, SqlJoin.Kind.INNER, part, kept);
  }

  /**
   * Values of some of the dimensions beside groups of all of them.
   *
   * @param kept the dimensions that the values have
   */
  private Block besideGroups(
      Map<String, SqlExpression> leaves,
      SqlSelect groups,
      SqlJoin.Kind kind,
      SqlSource values,
      List<DimensionColumn> kept) {
    List<SqlExpression> on =
        kept.stream()
            .<SqlExpression>map(
                column ->
                    new SameAs(
                        new Column(GROUPS, column.alias()), new Column(STAGE, column.alias())))
            .toList();
    SqlJoin join =
        on.isEmpty()
            ? new SqlJoin(SqlJoin.Kind.CROSS, values, SqlExpression.TRUE)
            : new SqlJoin(kind, values, new All(on));
    List<SqlExpression> dimensions =
        query.columns().stream()
            .<SqlExpression>map(column -> new Column(GROUPS, column.alias()))
            .toList();
    SqlSource all = new SqlSource(new SqlRelation.Derived(groups), GROUPS);
    return new Block(
        scope(query.columns()), dimensions, leaves, all, List.of(join), List.of(), false);
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

  /** The inner query's result, in which dimensions are columns. */
  private Scope scope(List<DimensionColumn> groups) {
    Map<String, SqlExpression> known = new HashMap<>();
    groups.stream()
        .filter(column -> column.granularity().isEmpty())
        .forEach(column -> known.put(column.member().key(), new Column(STAGE, column.alias())));
    return new Scope(planning, tree, known);
  }

  private SqlExpression value(Leaf leaf, Scope scope) {
    return DimensionExpressions.of(scope, leaf.member(), formula(leaf), MultiStageBlocks::column);
  }

  /** What a measure is computed by, for the values of switch dimensions that filters leave. */
  private DimensionSql formula(Leaf leaf) {
    Optional<DimensionSql> choice =
        leaf.measure().multiStage().flatMap(MultiStage::choice).map(this::decided);
    return choice
        .or(() -> leaf.measure().sql().map(DimensionSql.Expression::new))
        .orElseThrow(() -> QueryErrors.user("Measure '%s' has no sql".formatted(leaf.key())));
  }

  private DimensionSql decided(DimensionSql choice) {
    if (choice instanceof DimensionSql.SwitchCase cases) {
      Optional<List<String>> values =
          subject(cases).flatMap(planning.switches()::of).map(planning.switches()::values);
      if (values.filter(left -> left.size() == 1).isPresent()) {
        return new DimensionSql.Expression(
            DimensionExpressions.branch(cases, values.get().getFirst()));
      }
    }
    return choice;
  }

  /** The dimension over whose values a case is. */
  private Optional<ResolvedMember> subject(DimensionSql.SwitchCase cases) {
    return cases.on().parts().size() == 1
            && cases.on().parts().getFirst() instanceof SqlPart.MemberReference reference
        ? Optional.of(planning.index().referenced(reference.path()))
        : Optional.empty();
  }

  private static SqlExpression column(ResolvedMember operand) {
    return new Column(STAGE, operand.alias());
  }

  /** The query for the inner measures, by these dimensions. */
  private SqlSource inner(Leaf leaf, MultiStage stage, List<DimensionColumn> columns) {
    StageConditions rows = StageConditions.of(planning, stage.filter(), columns);
    return source(select(leaf, stage, columns, rows));
  }

  private SqlSelect select(
      Leaf leaf, MultiStage stage, List<DimensionColumn> columns, StageConditions rows) {
    ResolvedQuery inner = query.inner(operands(leaf, stage, columns), columns, rows);
    TimeShifts shifts = TimeShifts.of(leaf.member(), stage, planning);
    return new SelectPlanner(planning.stage(leaf.member(), inner, shifts)).select();
  }

  private static SqlSource source(SqlSelect select) {
    return new SqlSource(new SqlRelation.Derived(select), STAGE);
  }

  /** The measures of the inner query; dimensions are what it is grouped by. */
  private List<ResolvedMember> operands(
      Leaf leaf, MultiStage stage, List<DimensionColumn> columns) {
    Map<String, ResolvedMember> operands = new LinkedHashMap<>();
    List<SqlTemplate> templates = new ArrayList<>();
    if (leaf.measure().type() != MeasureType.RANK) {
      templates.addAll(MemberTemplates.of(formula(leaf)));
    }
    stage.orderBy().forEach(by -> templates.add(by.sql()));
    Set<String> grouped =
        columns.stream()
            .filter(column -> column.granularity().isEmpty())
            .map(column -> column.member().key())
            .collect(Collectors.toSet());
    for (SqlTemplate template : templates) {
      planning
          .walk()
          .references(
              template,
              part ->
                  operand(leaf, part)
                      .ifPresent(
                          operand -> {
                            if (operand.isMeasure()) {
                              operands.putIfAbsent(operand.key(), operand);
                            } else if (!grouped.contains(operand.key())) {
                              throw QueryErrors.user(
                                  "Multi-stage measure '%s' needs '%s': group the query by it%s"
                                      .formatted(
                                          leaf.key(),
                                          operand.key(),
                                          planning.switches().of(operand).isPresent()
                                              ? ", or filter it to one value"
                                              : ", or name it in add_group_by"));
                            }
                          }));
    }
    if (operands.isEmpty()) {
      throw QueryErrors.user(
          "Multi-stage measure '%s' must be computed from measures".formatted(leaf.key()));
    }
    return List.copyOf(operands.values());
  }

  private Optional<ResolvedMember> operand(Leaf leaf, SqlPart part) {
    if (part instanceof SqlPart.MemberReference reference && reference.granularity().isEmpty()) {
      return Optional.of(planning.index().referenced(reference.path()));
    }
    throw QueryErrors.user(
        "Multi-stage measure '%s' must be computed from measures alone".formatted(leaf.key()));
  }

  private List<DimensionColumn> withAdded(MultiStage stage) {
    List<DimensionColumn> columns = new ArrayList<>(query.columns());
    List<ResolvedMember> added = new ArrayList<>();
    stage.addGroupBy().forEach(path -> added.add(planning.index().referenced(path)));
    stage
        .choice()
        .map(this::decided)
        .filter(DimensionSql.SwitchCase.class::isInstance)
        .flatMap(choice -> subject((DimensionSql.SwitchCase) choice))
        .ifPresent(added::add);
    for (ResolvedMember member : added) {
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
