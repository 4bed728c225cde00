package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.plan.FilterNode.Test;
import dev.cuboid.query.plan.JoinTree.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which cubes a query joins, and how. */
final class JoinPlanner {

  private final Planning planning;
  private final TemplateWalk walk;

  JoinPlanner(Planning planning) {
    this.planning = planning;
    this.walk = planning.walk();
  }

  /** The members that choose and group rows, in the order of {@link #members}. */
  static List<ResolvedMember> rowMembers(ResolvedQuery query) {
    return members(query, List.of(), List.of());
  }

  /** The members of a query in the order that decides between equal join paths. */
  static List<ResolvedMember> members(ResolvedQuery query) {
    return members(query, query.measures(), query.measureFilters());
  }

  private static List<ResolvedMember> members(
      ResolvedQuery query, List<ResolvedMember> measures, List<FilterNode> measureFilters) {
    List<ResolvedMember> members = new ArrayList<>(measures);
    query.columns().stream()
        .filter(column -> column.granularity().isEmpty())
        .map(DimensionColumn::member)
        .forEach(members::add);
    members.addAll(query.segments());
    Stream.concat(query.dimensionFilters().stream(), measureFilters.stream())
        .flatMap(FilterNode::tests)
        .map(Test::member)
        .forEach(members::add);
    query.times().forEach(time -> members.add(time.member()));
    return members;
  }

  /** The tree that has the cubes of all these members; empty where there is none. */
  Optional<JoinTree> tree(Collection<ResolvedMember> members) {
    return closed(hints(members));
  }

  /** As {@link #tree}, but a missing path is the client's error. */
  JoinTree requiredTree(Collection<ResolvedMember> members) {
    Set<List<String>> hints = hints(members);
    return closed(hints)
        .orElseThrow(
            () ->
                QueryErrors.user(
                    hints.stream()
                        .map(hint -> "'" + String.join(",", hint) + "'")
                        .collect(Collectors.joining(", ", "Can't find join path to join ", ""))));
  }

  /** The cubes that members name, in their order. */
  Set<String> namedCubes(Collection<ResolvedMember> members) {
    Set<String> cubes = new LinkedHashSet<>();
    hints(members).forEach(cubes::addAll);
    return cubes;
  }

  /**
   * The cubes that a member is computed from, joined from its own, however a view comes to it;
   * empty where one of them is out of reach.
   */
  Optional<JoinTree> treeFrom(ResolvedMember member) {
    Set<List<String>> hints = new LinkedHashSet<>();
    collectReferences(member, hints, new HashSet<>());
    return planning.index().joins().treeFrom(member.cube().name(), hints);
  }

  /** The joins of a tree that these members, and the conditions of the joins, need. */
  JoinTree pruned(JoinTree tree, Collection<String> needed) {
    Set<String> cubes = new HashSet<>(needed);
    while (true) {
      JoinTree pruned = tree.pruned(cubes);
      Set<List<String>> mentioned = mentioned(pruned);
      if (!cubes.addAll(cubesOf(mentioned))) {
        return pruned;
      }
    }
  }

  /** The cubes from which a member is computed, its own first. */
  Set<String> cubes(ResolvedMember member) {
    return cubesOf(hints(List.of(member), List.of()));
  }

  private static Set<String> cubesOf(Collection<List<String>> hints) {
    Set<String> cubes = new LinkedHashSet<>();
    hints.forEach(hint -> cubes.add(hint.getLast()));
    return cubes;
  }

  private Set<List<String>> hints(Collection<ResolvedMember> members) {
    return hints(members, planning.query().joinHints());
  }

  private Set<List<String>> hints(Collection<ResolvedMember> members, List<List<String>> asked) {
    Set<List<String>> hints = new LinkedHashSet<>(asked);
    Set<String> seen = new HashSet<>();
    members.forEach(member -> collect(member, hints, seen));
    return hints;
  }

  private void collect(ResolvedMember member, Set<List<String>> hints, Set<String> seen) {
    hints.add(member.path().cubes());
    collectReferences(member, hints, seen);
  }

  private void collectReferences(ResolvedMember member, Set<List<String>> hints, Set<String> seen) {
    if (!seen.add(member.key())
        || (member.member() instanceof Dimension dimension && dimension.subQuery())) {
      return;
    }
    List<SqlTemplate> templates =
        planning.isStaged(member)
            ? MemberTemplates.groupsOf(member.dimension())
            : MemberTemplates.of(member.member());
    for (SqlTemplate template : templates) {
      walk.references(template, part -> collect(part, member.path().cube(), hints, seen));
    }
  }

  private void collect(SqlPart part, String owner, Set<List<String>> hints, Set<String> seen) {
    switch (part) {
      case SqlPart.CubeReference reference -> {
        if (!reference.cube().equals(owner)) {
          hints.add(reference.path());
        }
      }
      case SqlPart.MemberReference reference -> {
        ResolvedMember target = planning.index().referenced(reference.path());
        if (target.path().cube().equals(owner)) {
          collectReferences(target, hints, seen);
        } else {
          collect(target, hints, seen);
        }
      }
      default -> {}
    }
  }

  /** Adds what the conditions of the chosen joins mention until nothing is missing. */
  private Optional<JoinTree> closed(Set<List<String>> wanted) {
    Set<List<String>> hints = new LinkedHashSet<>(wanted);
    // Ends, because each round joins a cube that the one before did not.
    while (true) {
      Optional<JoinTree> tree = planning.index().joins().tree(hints);
      if (tree.isEmpty() || !addMissing(tree.get(), hints)) {
        return tree;
      }
    }
  }

  private boolean addMissing(JoinTree tree, Set<List<String>> hints) {
    Set<String> joined = new HashSet<>(tree.cubes());
    boolean missing = false;
    for (List<String> hint : mentioned(tree)) {
      missing |= !joined.contains(hint.getLast()) && hints.add(hint);
    }
    return missing;
  }

  /** The cubes that the conditions of joins mention. */
  private Set<List<String>> mentioned(JoinTree tree) {
    Set<List<String>> mentioned = new LinkedHashSet<>();
    for (Edge edge : tree.edges()) {
      walk.references(
          edge.join().on(), part -> collect(part, edge.from(), mentioned, new HashSet<>()));
    }
    return mentioned;
  }
}
