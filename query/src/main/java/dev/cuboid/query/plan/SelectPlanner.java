package dev.cuboid.query.plan;

import dev.cuboid.query.plan.FilterNode.Group;
import dev.cuboid.query.plan.FilterNode.Test;
import dev.cuboid.query.sql.SqlColumn;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Any;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.ComparisonOperator;
import dev.cuboid.query.sql.SqlExpression.CountRows;
import dev.cuboid.query.sql.SqlExpression.Text;
import dev.cuboid.query.sql.SqlSelect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans one query as a SELECT: dimensions first, then measures, unordered. */
final class SelectPlanner {

  private static final SqlExpression NOT_NEGATIVE =
      new Comparison(new CountRows(), ComparisonOperator.GREATER_OR_EQUAL, new Text("0"));

  private final Planning planning;
  private final ResolvedQuery query;
  private final JoinPlanner joins;
  private final MeasureFormulas formulas;

  SelectPlanner(Planning planning) {
    this.planning = planning;
    this.query = planning.query();
    this.joins = new JoinPlanner(planning);
    this.formulas = new MeasureFormulas(planning, joins);
  }

  SqlSelect select() {
    if (query.ungrouped()) {
      return ungrouped();
    }
    List<Leaf> leaves = formulas.leaves(query.usedMeasures());
    List<Leaf> staged = leaves.stream().filter(Leaf::isMultiStage).toList();
    List<Leaf> rolling =
        leaves.stream().filter(leaf -> leaf.isRolling() && !leaf.isMultiStage()).toList();
    List<Leaf> regular =
        leaves.stream().filter(leaf -> !leaf.isRolling() && !leaf.isMultiStage()).toList();
    List<ResolvedMember> members = JoinPlanner.members(query);
    Optional<JoinTree> tree = joins.tree(members);
    boolean facts =
        !regular.isEmpty() && rolling.isEmpty() && staged.isEmpty() && !query.columns().isEmpty();
    if (tree.isEmpty() && !facts) {
      tree = Optional.of(joins.requiredTree(members));
    }
    List<Block> blocks = new ArrayList<>();
    boolean sameGroups = rolling.isEmpty() && staged.isEmpty() && tree.isPresent();
    if (tree.isEmpty()) {
      blocks.addAll(facts(regular, members));
    } else {
      if (!regular.isEmpty() || (rolling.isEmpty() && staged.isEmpty())) {
        blocks.addAll(new BlockPlanner(planning, joins, tree.get(), Scope::where).blocks(regular));
      }
      RollingBlocks windows = new RollingBlocks(planning, joins, tree.get());
      rolling.forEach(leaf -> blocks.add(windows.of(leaf)));
      MultiStageBlocks stages = new MultiStageBlocks(planning, tree.get());
      staged.forEach(leaf -> blocks.add(stages.of(leaf)));
    }
    return blocks.size() == 1
        ? single(blocks.getFirst())
        : new CombinedBlocks(planning, formulas).select(blocks, leaves, sameGroups);
  }

  /** Measures of cubes that nothing joins: each by the same dimensions for itself. */
  private List<Block> facts(List<Leaf> leaves, List<ResolvedMember> members) {
    Map<Set<String>, List<Leaf>> facts = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      facts.computeIfAbsent(leaf.cubes(), _ -> new ArrayList<>()).add(leaf);
    }
    List<Block> blocks = new ArrayList<>();
    for (List<Leaf> fact : facts.values()) {
      List<ResolvedMember> measures = fact.stream().map(Leaf::member).toList();
      ResolvedQuery own = FactQuery.of(query, joins, measures);
      JoinTree tree =
          joins.tree(FactQuery.members(own, measures)).orElseGet(() -> joins.requiredTree(members));
      blocks.addAll(new BlockPlanner(planning.ofFact(own), joins, tree, Scope::where).blocks(fact));
    }
    return blocks;
  }

  private SqlSelect single(Block block) {
    List<SqlColumn> columns = new ArrayList<>(block.dimensionColumns(query.columns()));
    Scope scope = block.scope().knowing(query.columns(), block.dimensions());
    for (ResolvedMember measure : query.measures()) {
      columns.add(new SqlColumn(formulas.sql(measure, scope, block.leaves()), measure.alias()));
    }
    List<SqlExpression> having =
        query.measureFilters().stream()
            .map(filter -> condition(filter, scope, block.leaves()))
            .collect(Collectors.toCollection(ArrayList::new));
    boolean constant =
        query.measures().stream()
            .allMatch(measure -> measure.mask().filter(RowMask::hidesAll).isPresent());
    if (block.grouped() && query.columns().isEmpty() && constant) {
      // Nothing else makes it one group.
      having.add(NOT_NEGATIVE);
    }
    return block.select(columns, having);
  }

  private SqlExpression condition(FilterNode node, Scope scope, Map<String, SqlExpression> leaves) {
    return condition(node, new ConditionSql(query.timezone()), formulas, scope, leaves);
  }

  /** A condition on groups. */
  static SqlExpression condition(
      FilterNode node,
      ConditionSql conditions,
      MeasureFormulas formulas,
      Scope scope,
      Map<String, SqlExpression> leaves) {
    return switch (node) {
      case Group(boolean any, List<FilterNode> nodes) -> {
        List<SqlExpression> parts =
            nodes.stream()
                .map(each -> condition(each, conditions, formulas, scope, leaves))
                .toList();
        yield any ? new Any(parts) : new All(parts);
      }
      case FilterNode.Never() -> SqlExpression.FALSE;
      case Test test ->
          conditions.of(
              formulas.sql(test.member(), scope, leaves),
              ValueTypes.of(test.member().measure()),
              test.operator(),
              test.values());
    };
  }

  private SqlSelect ungrouped() {
    JoinTree tree = joins.requiredTree(JoinPlanner.members(query));
    Scope scope = new Scope(planning, tree);
    List<SqlColumn> columns = new ArrayList<>();
    for (DimensionColumn column : query.columns()) {
      columns.add(new SqlColumn(scope.column(column), column.alias()));
    }
    LeafSql leafSql = new LeafSql(scope);
    Map<String, SqlExpression> rows = new LinkedHashMap<>();
    for (Leaf leaf : formulas.leaves(query.measures())) {
      if (leaf.isMultiStage()) {
        throw QueryErrors.user(
            "Multi-stage measure '%s' can't be used in an ungrouped query".formatted(leaf.key()));
      }
      rows.put(leaf.key(), leafSql.row(leaf));
    }
    for (ResolvedMember measure : query.measures()) {
      columns.add(new SqlColumn(formulas.sql(measure, scope, rows), measure.alias()));
    }
    List<SqlExpression> where = scope.where();
    return SqlSelect.of(columns, scope.from(), scope.joins(), where);
  }
}
