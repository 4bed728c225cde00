package dev.cuboid.query;

import java.time.Duration;
import java.util.Optional;

/**
 * A value that changes when cached results are to be looked at as old.
 *
 * @param sql asks the database for the value; its first row counts
 * @param renewalThreshold how long a value is believed before it is asked again
 * @param schedule the same value computed from a clock, where it depends on the time only; then the
 *     database need not be asked
 * @see <a href="https://cube.dev/docs/product/data-modeling/reference/cube#refresh_key">refresh_key
 *     </a>
 */
public record RefreshKeyQuery(
    SqlQuery sql, Duration renewalThreshold, Optional<Schedule> schedule) {

  /**
   * The number of whole intervals since the epoch.
   *
   * @param interval from one change to the next
   * @param shift added to the time since the epoch first: the UTC offset of the time zone, less the
   *     time of day at which the interval begins
   */
  public record Schedule(Duration interval, Duration shift) {}
}
