package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/**
 * How a member is computed from the results of measures, after those were grouped.
 *
 * @param groupBy the only dimensions of the query by which its value differs; empty for all of them
 * @param reduceBy dimensions of the query by which its value does not differ
 * @param addGroupBy dimensions by which the inner measures are grouped beside the query's own
 * @param timeShifts by which the inner measures are computed for another time
 * @param orderBy of a rank
 * @param filter which filters hold for the inner measures; empty for all of the query
 * @param choice the formula of a measure whose {@code case} chooses between others
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/concepts/multi-stage-calculations">Cube,
 *     multi-stage calculations</a>
 */
public record MultiStage(
    Optional<List<MemberPath>> groupBy,
    List<MemberPath> reduceBy,
    List<MemberPath> addGroupBy,
    List<TimeShift> timeShifts,
    List<Order> orderBy,
    Optional<StageFilter> filter,
    Optional<DimensionSql> choice) {

  public MultiStage {
    groupBy = groupBy.map(List::copyOf);
    reduceBy = List.copyOf(reduceBy);
    addGroupBy = List.copyOf(addGroupBy);
    timeShifts = List.copyOf(timeShifts);
    orderBy = List.copyOf(orderBy);
  }

  /** Whether the inner measures are those of the query's own groups. */
  public boolean keepsGroups() {
    return !isPartitioned()
        && addGroupBy.isEmpty()
        && timeShifts.isEmpty()
        && filter.isEmpty()
        && choice.isEmpty();
  }

  /** Whether the value is the same for several groups of the query. */
  public boolean isPartitioned() {
    return groupBy.isPresent() || !reduceBy.isEmpty();
  }

  /**
   * The value of another time.
   *
   * @param timeDimension whose time it is; empty for every time dimension of the query
   * @param by which other time
   */
  public record TimeShift(Optional<MemberPath> timeDimension, By by) {}

  /** Which other time. */
  public sealed interface By {

    /** One that the time dimension, which is a calendar's, defines by this name. */
    record Name(String name) implements By {}

    /** One at a distance. */
    record Distance(ShiftInterval interval) implements By {}
  }

  /**
   * By what ranks are given.
   *
   * @param descending whether the largest is first
   */
  public record Order(SqlTemplate sql, boolean descending) {}
}
