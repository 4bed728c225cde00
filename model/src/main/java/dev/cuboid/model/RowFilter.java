package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/** A filter that the model's author puts on rows: in an access policy, or by default in a view. */
public sealed interface RowFilter {

  /**
   * @param member of the cube or view that has the rule
   * @param operator as queries name it, {@code equals}
   * @param values computed from the security context: a list, or one value; absent for {@code set}
   *     and {@code notSet}
   */
  record Condition(MemberPath member, String operator, Optional<RequestValue> values)
      implements RowFilter {}

  /** All of the filters. */
  record And(List<RowFilter> filters) implements RowFilter {
    public And {
      filters = List.copyOf(filters);
    }
  }

  /** Any of the filters. */
  record Or(List<RowFilter> filters) implements RowFilter {
    public Or {
      filters = List.copyOf(filters);
    }
  }
}
