package dev.cuboid.query.request;

import dev.cuboid.query.Query.OrderItem;
import dev.cuboid.query.Query.TimeDimension;
import java.util.List;
import java.util.Optional;

/** The order of a query that sets none. */
final class DefaultOrder {

  private DefaultOrder() {}

  /**
   * The first time dimension with a granularity; else the first measure, greatest first, where
   * there are dimensions too; else the first dimension.
   */
  static List<OrderItem> of(
      List<String> measures, List<String> dimensions, List<TimeDimension> timeDimensions) {
    Optional<TimeDimension> time =
        timeDimensions.stream().filter(each -> each.granularity().isPresent()).findFirst();
    if (time.isPresent()) {
      return List.of(new OrderItem(time.get().dimension(), /* descending= */ false));
    }
    if (!measures.isEmpty() && !dimensions.isEmpty()) {
      return List.of(new OrderItem(measures.getFirst(), /* descending= */ true));
    }
    return dimensions.isEmpty()
        ? List.of()
        : List.of(new OrderItem(dimensions.getFirst(), /* descending= */ false));
  }
}
