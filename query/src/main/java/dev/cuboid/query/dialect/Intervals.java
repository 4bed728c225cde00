package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.TimeInterval;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Intervals of one unit, counted from an origin before all times, so that no count is negative:
 * databases round negative ones in different directions.
 *
 * @param ofMonths whether they are measured in months; else in seconds
 * @param length of one of them, in that unit
 * @param origin the start of one of them
 */
record Intervals(boolean ofMonths, long length, LocalDateTime origin) {

  private static final double SECONDS_OF_A_MONTH = 2_629_746.0;
  private static final double SECONDS_OF_A_DAY = 86_400.0;

  /**
   * Empty for an interval of months and days, which is no multiple of one unit.
   *
   * @param earliest the first time that the database knows
   */
  static Optional<Intervals> of(Bin bin, LocalDateTime earliest) {
    TimeInterval interval = bin.interval();
    if (interval.months() != 0 && !interval.ofMonths()) {
      return Optional.empty();
    }
    long length =
        interval.ofMonths()
            ? interval.months()
            : interval.days() * ChronoUnit.DAYS.getDuration().toSeconds() + interval.seconds();
    double seconds =
        interval.months() * SECONDS_OF_A_MONTH
            + interval.days() * SECONDS_OF_A_DAY
            + interval.seconds();
    long back = (long) Math.floor(ChronoUnit.SECONDS.between(earliest, bin.origin()) / seconds);
    return Optional.of(
        new Intervals(interval.ofMonths(), length, interval.times(-back).after(bin.origin())));
  }

  /** The start of the month in which the origin lies. */
  LocalDateTime month() {
    return origin.toLocalDate().withDayOfMonth(1).atStartOfDay();
  }

  /** How far the origin is from the start of its month. */
  long secondsSinceMonth() {
    return ChronoUnit.SECONDS.between(month(), origin);
  }

  /** A time as far from the start of a month as it was from the origin's day and hour of one. */
  SqlExpression sinceMonth(SqlExpression time) {
    TimeInterval within = new TimeInterval(0, 0, -secondsSinceMonth());
    return within.seconds() == 0 ? time : new Shift(time, within);
  }

  /** The seconds from the epoch to the origin. */
  long epochSecond() {
    return origin.toEpochSecond(ZoneOffset.UTC);
  }
}
