package dev.cuboid.query.plan;

import dev.cuboid.query.sql.SqlExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides in how many SELECTs the measures of one join tree are aggregated, so that no row is
 * counted twice.
 *
 * <p>A measure whose rows a join repeats is taken out and aggregated over a tree of its own that
 * has only the joins which its groups and conditions need. Often nothing repeats its rows there;
 * otherwise they are told apart by primary key first. All these trees have the same root, so all
 * have the same groups.
 */
final class BlockPlanner {

  private final Planning planning;
  private final JoinPlanner joins;
  private final JoinTree tree;
  private final Function<Scope, List<SqlExpression>> where;
  private final Set<String> rowCubes = new LinkedHashSet<>();

  /**
   * @param where the conditions on rows
   */
  BlockPlanner(
      Planning planning,
      JoinPlanner joins,
      JoinTree tree,
      Function<Scope, List<SqlExpression>> where) {
    this.planning = planning;
    this.joins = joins;
    this.tree = tree;
    this.where = where;
    for (ResolvedMember member : JoinPlanner.rowMembers(planning.query())) {
      rowCubes.addAll(joins.cubes(member));
    }
  }

  List<Block> blocks(List<Leaf> leaves) {
    Map<Set<String>, List<Leaf>> repeated = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      if (isRepeated(tree, leaf) && !leaf.ignoresRepetition()) {
        repeated.computeIfAbsent(leaf.keyCubes(), _ -> new ArrayList<>()).add(leaf);
      }
    }
    if (repeated.isEmpty()) {
      return List.of(plain(tree, leaves));
    }
    List<Leaf> main = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (!isRepeated(tree, leaf)) {
        main.add(leaf);
      } else if (leaf.ignoresRepetition()) {
        repeated.getOrDefault(leaf.keyCubes(), main).add(leaf);
      }
    }
    Map<List<String>, List<Leaf>> plain = new LinkedHashMap<>();
    List<Block> blocks = new ArrayList<>();
    if (!main.isEmpty()) {
      plain.put(pruned(main).cubes(), main);
    }
    for (List<Leaf> group : repeated.values()) {
      JoinTree own = pruned(group);
      if (group.stream().anyMatch(leaf -> isRepeated(own, leaf) && !leaf.ignoresRepetition())) {
        blocks.addAll(keyed(own, group));
      } else {
        plain.computeIfAbsent(own.cubes(), _ -> new ArrayList<>()).addAll(group);
      }
    }
    plain.values().forEach(group -> blocks.add(plain(pruned(group), group)));
    return blocks;
  }

  private boolean isRepeated(JoinTree tree, Leaf leaf) {
    return tree.multiplies(leaf.keyCubes()) || planning.switches().repeatRows();
  }

  private JoinTree pruned(Collection<Leaf> leaves) {
    Set<String> needed = new HashSet<>(rowCubes);
    leaves.forEach(leaf -> needed.addAll(leaf.cubes()));
    return joins.pruned(tree, needed);
  }

  private Block plain(JoinTree from, List<Leaf> leaves) {
    Scope scope = new Scope(planning, from);
    List<SqlExpression> dimensions = dimensions(scope);
    LeafSql leafSql = new LeafSql(scope);
    Map<String, SqlExpression> aggregates = new LinkedHashMap<>();
    leaves.forEach(leaf -> aggregates.put(leaf.key(), leafSql.aggregate(leaf)));
    List<SqlExpression> conditions = where.apply(scope);
    return new Block(scope, dimensions, aggregates, scope.from(), scope.joins(), conditions);
  }

  private List<Block> keyed(JoinTree from, List<Leaf> leaves) {
    KeyedBlocks keyed = new KeyedBlocks(planning, joins, from, where);
    List<Block> blocks = new ArrayList<>();
    List<Leaf> simple = leaves.stream().filter(leaf -> !leaf.isOpaque()).toList();
    List<Leaf> opaque = leaves.stream().filter(Leaf::isOpaque).toList();
    if (!simple.isEmpty()) {
      blocks.add(keyed.ofValues(simple));
    }
    opaque.forEach(leaf -> blocks.add(keyed.ofRows(leaf)));
    return blocks;
  }

  private List<SqlExpression> dimensions(Scope scope) {
    return planning.query().columns().stream().map(scope::column).toList();
  }
}
