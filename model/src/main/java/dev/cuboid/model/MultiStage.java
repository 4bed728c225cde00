package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/**
 * How a measure is computed from the results of other measures, after those were grouped.
 *
 * @param groupBy the only dimensions of the query by which its value differs; empty for all of them
 * @param reduceBy dimensions of the query by which its value does not differ
 * @param addGroupBy dimensions by which the inner measures are grouped beside the query's own
 * @param timeShifts by which the inner measures are computed for another time
 * @param orderBy of a rank
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/concepts/multi-stage-calculations">Cube,
 *     multi-stage calculations</a>
 */
public record MultiStage(
    Optional<List<MemberPath>> groupBy,
    List<MemberPath> reduceBy,
    List<MemberPath> addGroupBy,
    List<TimeShift> timeShifts,
    List<Order> orderBy) {

  public MultiStage {
    groupBy = groupBy.map(List::copyOf);
    reduceBy = List.copyOf(reduceBy);
    addGroupBy = List.copyOf(addGroupBy);
    timeShifts = List.copyOf(timeShifts);
    orderBy = List.copyOf(orderBy);
  }

  /** Whether the inner measures are those of the query's own groups. */
  public boolean keepsGroups() {
    return !isPartitioned() && addGroupBy.isEmpty() && timeShifts.isEmpty();
  }

  /** Whether the value is the same for several groups of the query. */
  public boolean isPartitioned() {
    return groupBy.isPresent() || !reduceBy.isEmpty();
  }

  /**
   * The value of another time.
   *
   * @param timeDimension whose time it is; empty for every time dimension of the query
   * @param interval how far away, {@code 1 year}
   * @param prior whether it is before, not after
   */
  public record TimeShift(Optional<MemberPath> timeDimension, String interval, boolean prior) {}

  /**
   * By what ranks are given.
   *
   * @param descending whether the largest is first
   */
  public record Order(SqlTemplate sql, boolean descending) {}
}
