package dev.cuboid.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition of a query. */
public sealed interface Filter {

  /** All must hold. */
  record And(List<Filter> filters) implements Filter {
    public And {
      filters = List.copyOf(filters);
    }
  }

  /** One must hold. */
  record Or(List<Filter> filters) implements Filter {
    public Or {
      filters = List.copyOf(filters);
    }
  }

  /**
   * A condition on a member.
   *
   * @param member full name of a dimension or measure
   * @param operator what is compared
   * @param values as strings; null is a value of its own; dates of the date operators are already
   *     resolved to local times in the query's time zone
   */
  record Condition(String member, FilterOperator operator, List<@Nullable String> values)
      implements Filter {
    public Condition {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }
}
