package dev.cuboid.query.plan;

import dev.cuboid.model.Granularity;
import dev.cuboid.query.QueryException;
import dev.cuboid.query.sql.SqlRelation.Period;
import dev.cuboid.query.sql.TimeInterval;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The periods of a granularity.
 *
 * @param written the length of a period as the model's author writes it
 * @param interval the length of a period
 * @param origin the start of one of them
 * @param unit to whose starts all periods' starts belong
 */
record TimeSeries(String written, TimeInterval interval, LocalDateTime origin, String unit) {

  private static final int MOST_PERIODS = 50_000;
  private static final LocalDateTime FIRST_MONDAY = LocalDateTime.of(1970, 1, 5, 0, 0);
  private static final LocalDateTime FIRST_OF_A_YEAR = LocalDateTime.of(1970, 1, 1, 0, 0);

  static TimeSeries of(TimeRange time) {
    String name = time.granularity().orElseThrow();
    Optional<Granularity.Interval> custom =
        Granularities.own(time.member(), name)
            .map(Granularity::definition)
            .filter(Granularity.Interval.class::isInstance)
            .map(Granularity.Interval.class::cast);
    if (custom.isPresent()) {
      TimeInterval interval = Granularities.interval(custom.get());
      LocalDateTime origin = Granularities.origin(custom.get());
      boolean ofDays =
          interval.seconds() == 0 && origin.equals(origin.truncatedTo(ChronoUnit.DAYS));
      return new TimeSeries(custom.get().interval(), interval, origin, ofDays ? "day" : "second");
    }
    return new TimeSeries(
        "1 " + name,
        TimeInterval.of(1, name),
        "week".equals(name) ? FIRST_MONDAY : FIRST_OF_A_YEAR,
        name);
  }

  /** The start of the predefined period in which a time lies. */
  static LocalDateTime start(String granularity, LocalDateTime time) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (granularity) {
      case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
      case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
      case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
      case "day" -> day;
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case "month" -> day.withDayOfMonth(1);
      case "quarter" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1L) % 3);
      case "year" -> day.withDayOfYear(1);
      default -> throw new IllegalArgumentException("no predefined granularity: " + granularity);
    };
  }

  /** The periods that share time with a range, at least the one in which it begins. */
  List<Period> periods(LocalDateTime from, LocalDateTime to) {
    requireFew(from, to);
    List<Period> periods = new ArrayList<>();
    long number = numberOf(from);
    LocalDateTime end = to.isBefore(from) ? from : to;
    for (LocalDateTime start = startOf(number); !start.isAfter(end); start = startOf(number)) {
      number++;
      periods.add(new Period(start, startOf(number).minus(1, ChronoUnit.MILLIS)));
    }
    return periods;
  }

  /** Counts, as Cube does, without asking the calendar. */
  private void requireFew(LocalDateTime from, LocalDateTime to) {
    double count = ChronoUnit.SECONDS.between(from, to) / averageSeconds();
    if (count > MOST_PERIODS) {
      String counted = count == Math.rint(count) ? "%.0f".formatted(count) : Double.toString(count);
      throw new QueryException(
          QueryException.Kind.BAD_REQUEST,
          ("Error: The count of generated date ranges (%s) for the request from [%s] to [%s] by %s"
                  + " is over limit (%d). Please reduce the requested date interval or use bigger"
                  + " granularity.")
              .formatted(counted, Times.local(from), Times.local(to), written, MOST_PERIODS));
    }
  }

  private double averageSeconds() {
    return interval.months() * 2_629_746.0 + interval.days() * 86_400.0 + interval.seconds();
  }

  private LocalDateTime startOf(long number) {
    return interval.times(number).after(origin);
  }

  /** The number of the period in which a time lies, counted from the origin. */
  private long numberOf(LocalDateTime time) {
    long number = (long) (ChronoUnit.SECONDS.between(origin, time) / averageSeconds());
    while (startOf(number).isAfter(time)) {
      number--;
    }
    while (!startOf(number + 1).isAfter(time)) {
      number++;
    }
    return number;
  }
}
