package dev.cuboid.query.properties;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** Periods of a calendar. */
final class PlainTimes {

  private static final LocalDate FORTNIGHT = LocalDate.of(2024, 3, 25);

  private PlainTimes() {}

  static LocalDateTime local(Instant time, ZoneId zone) {
    return LocalDateTime.ofInstant(time, zone);
  }

  /** When the period begins in which a local time lies. */
  static LocalDateTime start(LocalDateTime time, String granularity) {
    LocalDate day = time.toLocalDate();
    return switch (granularity) {
      case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
      case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
      case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
      case "day" -> day.atStartOfDay();
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
      case "fortnight" ->
          day.minusDays(Math.floorMod(ChronoUnit.DAYS.between(FORTNIGHT, day), 14L)).atStartOfDay();
      case "month" -> day.withDayOfMonth(1).atStartOfDay();
      case "quarter" ->
          LocalDate.of(day.getYear(), 3 * day.get(IsoFields.QUARTER_OF_YEAR) - 2, 1).atStartOfDay();
      case "year" -> day.withDayOfYear(1).atStartOfDay();
      default -> throw new IllegalArgumentException(granularity);
    };
  }

  static LocalDateTime next(LocalDateTime start, String granularity) {
    return switch (granularity) {
      case "second" -> start.plusSeconds(1);
      case "minute" -> start.plusMinutes(1);
      case "hour" -> start.plusHours(1);
      case "day" -> start.plusDays(1);
      case "week" -> start.plusWeeks(1);
      case "fortnight" -> start.plusWeeks(2);
      case "month" -> start.plusMonths(1);
      case "quarter" -> start.plusMonths(3);
      case "year" -> start.plusYears(1);
      default -> throw new IllegalArgumentException(granularity);
    };
  }
}
