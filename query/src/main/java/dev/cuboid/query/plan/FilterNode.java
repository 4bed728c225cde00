package dev.cuboid.query.plan;

import dev.cuboid.query.FilterOperator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A condition of a query whose members were found. */
sealed interface FilterNode {

  /** All the conditions on members in it. */
  Stream<Test> tests();

  /** Whether it holds wherever all of these hold, as far as their texts tell. */
  default boolean isImpliedBy(List<FilterNode> conditions) {
    return switch (this) {
      case Group(boolean any, List<FilterNode> nodes) ->
          any
              ? nodes.stream().anyMatch(node -> node.isImpliedBy(conditions))
              : nodes.stream().allMatch(node -> node.isImpliedBy(conditions));
      case Never() -> false;
      case Test test ->
          conditions.stream()
              .anyMatch(
                  condition ->
                      switch (condition) {
                        case Group(boolean any, List<FilterNode> nodes) ->
                            !any && test.isImpliedBy(nodes);
                        case Never() -> true;
                        case Test known -> known.implies(test);
                      });
    };
  }

  /**
   * @param any whether one of the nodes is enough
   */
  record Group(boolean any, List<FilterNode> nodes) implements FilterNode {
    public Group {
      nodes = List.copyOf(nodes);
    }

    @Override
    public Stream<Test> tests() {
      return nodes.stream().flatMap(FilterNode::tests);
    }
  }

  /** Holds for no row: access is denied. */
  record Never() implements FilterNode {

    @Override
    public Stream<Test> tests() {
      return Stream.empty();
    }
  }

  /** A condition on one member. */
  record Test(ResolvedMember member, FilterOperator operator, List<@Nullable String> values)
      implements FilterNode {
    public Test {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Whether the other holds wherever this one holds, as far as their texts tell. */
    boolean implies(Test other) {
      if (!member.key().equals(other.member.key())) {
        return false;
      }
      boolean ofLists = isOneOf() && other.isOneOf();
      return ofLists
          ? other.values.containsAll(values)
          : operator == other.operator && values.equals(other.values);
    }

    private boolean isOneOf() {
      return (operator == FilterOperator.EQUALS || operator == FilterOperator.IN)
          && !values.isEmpty();
    }

    @Override
    public Stream<Test> tests() {
      return Stream.of(this);
    }
  }
}
