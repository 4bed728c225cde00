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

    @Override
    public Stream<Test> tests() {
      return Stream.of(this);
    }
  }
}
