package dev.cuboid.query.plan;

import dev.cuboid.model.AccessPolicy;
import dev.cuboid.model.AccessPolicy.RowLevel;
import dev.cuboid.model.Cube;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.RowFilter;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.plan.FilterNode.Group;
import dev.cuboid.query.plan.FilterNode.Never;
import dev.cuboid.query.plan.FilterNode.Test;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes conditions of a query of the row filters of access policies; what is missing denies. */
final class RowFilterNodes {

  private final Planning planning;
  private @Nullable Map<String, List<String>> paths;

  RowFilterNodes(Planning planning) {
    this.planning = planning;
  }

  /** The rows that a policy of a cube or view grants. */
  FilterNode of(AccessPolicy policy) {
    return switch (policy.rowLevel().orElseGet(RowLevel.AllowAll::new)) {
      case RowLevel.AllowAll() -> new Group(false, List.of());
      case RowLevel.Filters(List<RowFilter> filters) -> all(filters);
    };
  }

  /** The conditions that a stage of a query has besides. */
  List<FilterNode> included(List<RowFilter> filters) {
    return filters.stream().map(this::node).toList();
  }

  private FilterNode all(List<RowFilter> filters) {
    List<FilterNode> nodes = filters.stream().map(this::node).toList();
    return nodes.size() == 1 ? nodes.getFirst() : new Group(false, nodes);
  }

  private FilterNode node(RowFilter filter) {
    return switch (filter) {
      case RowFilter.And(List<RowFilter> filters) -> all(filters);
      case RowFilter.Or(List<RowFilter> filters) ->
          filters.isEmpty()
              ? new Never()
              : new Group(true, filters.stream().map(this::node).toList());
      case RowFilter.Condition condition -> test(condition);
    };
  }

  private FilterNode test(RowFilter.Condition condition) {
    Optional<FilterOperator> operator = FilterOperator.of(condition.operator());
    ResolvedMember member = onItsPath(condition.member());
    Optional<List<String>> values =
        RequestValues.texts(condition.values(), planning.context().values());
    if (operator.isEmpty() || values.isEmpty() || member.isMeasure()) {
      return new Never();
    }
    return new Test(member, operator.get(), RequestValues.dates(operator.get(), values.get()));
  }

  /** A cube's own member is read on the way on which the query has joined the cube. */
  private ResolvedMember onItsPath(MemberPath named) {
    ResolvedMember member = planning.index().filterable(named.name());
    List<String> path = paths().get(named.cube());
    if (planning.index().cube(named.cube()).kind() == Cube.Kind.VIEW || path == null) {
      return member;
    }
    return new ResolvedMember(
        member.name(),
        member.alias(),
        new MemberPath(path, member.path().member()),
        member.cube(),
        member.member());
  }

  private Map<String, List<String>> paths() {
    if (paths == null) {
      Map<String, List<String>> found = new LinkedHashMap<>();
      for (JoinTree tree : planning.trees()) {
        found.putIfAbsent(tree.root(), List.of(tree.root()));
        for (JoinTree.Edge edge : tree.edges()) {
          List<String> path = new ArrayList<>(found.getOrDefault(edge.from(), List.of()));
          path.add(edge.to());
          found.putIfAbsent(edge.to(), path);
        }
      }
      paths = found;
    }
    return paths;
  }
}
