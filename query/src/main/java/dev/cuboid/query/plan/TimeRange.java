package dev.cuboid.query.plan;

import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query.DateRange;
import dev.cuboid.query.plan.FilterNode.Test;
import java.util.List;
import java.util.Optional;

/**
 * A time dimension of a query.
 *
 * @param granularity by which it is grouped
 * @param range to which it is limited
 */
record TimeRange(ResolvedMember member, Optional<String> granularity, Optional<DateRange> range) {

  /** The condition that the range stands for. */
  Optional<Test> test() {
    return range.map(
        dates -> new Test(member, FilterOperator.IN_DATE_RANGE, List.of(dates.from(), dates.to())));
  }
}
