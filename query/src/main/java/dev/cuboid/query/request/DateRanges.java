package dev.cuboid.query.request;

import dev.cuboid.query.Query.DateRange;
import dev.cuboid.query.QueryException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dates and date ranges of queries, in the query's time zone. A phrase is looked for
 * anywhere in the text, in the order of Cube's documentation.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/apis-integrations/rest-api/query-format#relative-date-range">
 *     Relative date ranges</a>
 */
final class DateRanges {

  private static final Pattern UNIT_RANGE =
      Pattern.compile("(this|last|next)\\s+(day|week|month|year|quarter|hour|minute|second)");
  private static final Pattern COUNTED_RANGE =
      Pattern.compile("(last|next)\\s+(\\d+)\\s+(day|week|month|year|quarter|hour|minute|second)");
  private static final Pattern DAY = Pattern.compile("today|yesterday|tomorrow");
  private static final Pattern FROM_TO = Pattern.compile("^from (.{0,50}) to (.{0,50})$");

  /** Far more than any date takes; what is looked for in a phrase takes its length squared. */
  private static final int LONGEST_PHRASE = 200;

  private static final Pattern BARE_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private static final DateTimeFormatter PRINTED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

  /**
   * A month, a year or a day without dashes stand for themselves too, as in JavaScript's Moment.
   */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .appendPattern("[uuuu-MM-dd][uuuuMMdd][uuuu-MM][uuuu]")
          .appendPattern("['T'HH[:mm[:ss]]][' 'HH[:mm[:ss]]]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final String INVALID = "Invalid date";

  private final ZoneId zone;
  private final ZonedDateTime now;
  private boolean phraseSeen;

  DateRanges(ZoneId zone, Instant now) {
    this.zone = zone;
    this.now = now.atZone(zone);
  }

  /**
   * The range from one given date to another; a bare date is a whole day. What has an offset is
   * taken as it is in UTC, whatever the query's time zone: so Cube does, and its users' charts with
   * it.
   */
  DateRange between(String from, String to) {
    return new DateRange(start(from, ZoneOffset.UTC), end(to, ZoneOffset.UTC));
  }

  /** The first millisecond that a date means. */
  String start(String text) {
    return start(text, zone);
  }

  /** The last millisecond that a date means. */
  String end(String text) {
    return end(text, zone);
  }

  private static String start(String text, ZoneId zone) {
    return BARE_DATE.matcher(text).matches() ? bareDate(text, LocalTime.MIN) : instant(text, zone);
  }

  private static String end(String text, ZoneId zone) {
    return BARE_DATE.matcher(text).matches()
        ? bareDate(text, LocalTime.of(23, 59, 59, 999_000_000))
        : instant(text, zone);
  }

  /** Whether some date was given as a phrase, so that it means something else at another time. */
  boolean dependOnNow() {
    return phraseSeen;
  }

  /**
   * The range that a phrase means.
   *
   * @throws QueryException if it means none
   */
  DateRange phrase(String text) {
    phraseSeen = true;
    String phrase = text.toLowerCase(Locale.ROOT);
    if (phrase.length() > LONGEST_PHRASE) {
      throw noDate(phrase);
    }
    Matcher counted = COUNTED_RANGE.matcher(phrase);
    Matcher unit = UNIT_RANGE.matcher(phrase);
    if (unit.find()) {
      return unitRange(unit.group(1), unit.group(2));
    }
    if (counted.find()) {
      return countedRange(counted).orElseThrow(() -> noDate(phrase));
    }
    Matcher day = DAY.matcher(phrase);
    if (day.find()) {
      int shift =
          switch (day.group()) {
            case "yesterday" -> -1;
            case "tomorrow" -> 1;
            default -> 0;
          };
      return whole(ChronoUnit.DAYS, now.plusDays(shift), now.plusDays(shift));
    }
    ChronoUnit mentioned = mentionedUnit(phrase);
    Matcher fromTo = FROM_TO.matcher(phrase);
    if (fromTo.matches()) {
      return whole(mentioned, date(fromTo.group(1)), date(fromTo.group(2)));
    }
    List<ZonedDateTime> pair = EnglishDates.pair(phrase, now);
    if (pair.size() == 2) {
      return whole(mentioned, pair.getFirst(), pair.getLast());
    }
    ZonedDateTime date = date(phrase);
    return whole(mentioned, date, date);
  }

  private ZonedDateTime date(String phrase) {
    return EnglishDates.parse(phrase, now).orElseThrow(() -> noDate(phrase.strip()));
  }

  private static QueryException noDate(String phrase) {
    return RequestReader.badRequest("Can't parse date: '" + phrase + "'");
  }

  private static ChronoUnit mentionedUnit(String phrase) {
    if (phrase.contains("second")) {
      return ChronoUnit.SECONDS;
    }
    if (phrase.contains("minute")) {
      return ChronoUnit.MINUTES;
    }
    return phrase.contains("hour") ? ChronoUnit.HOURS : ChronoUnit.DAYS;
  }

  private DateRange unitRange(String which, String unit) {
    int shift =
        switch (which) {
          case "last" -> -1;
          case "next" -> 1;
          default -> 0;
        };
    ZonedDateTime date = shifted(now, unit, shift);
    return new DateRange(print(startOf(date, unit)), print(endOf(date, unit)));
  }

  private Optional<DateRange> countedRange(Matcher matcher) {
    long count;
    try {
      count = Math.min(Long.parseLong(matcher.group(2)), 1_000_000L);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    String unit = matcher.group(3);
    try {
      if (matcher.group(1).equals("last")) {
        return Optional.of(
            new DateRange(
                print(startOf(shifted(now, unit, -count), unit)),
                print(endOf(shifted(now, unit, -1), unit))));
      }
      return Optional.of(
          new DateRange(
              print(startOf(shifted(now, unit, 1), unit)),
              print(endOf(shifted(now, unit, count), unit))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateRange whole(ChronoUnit unit, ZonedDateTime from, ZonedDateTime to) {
    LocalDateTime start = from.toLocalDateTime().truncatedTo(unit);
    LocalDateTime end = to.toLocalDateTime().truncatedTo(unit).plus(1, unit).minusNanos(1_000_000);
    return new DateRange(print(start), print(end));
  }

  private static ZonedDateTime shifted(ZonedDateTime date, String unit, long count) {
    return switch (unit) {
      case "second" -> date.plusSeconds(count);
      case "minute" -> date.plusMinutes(count);
      case "hour" -> date.plusHours(count);
      case "day" -> date.plusDays(count);
      case "week" -> date.plusWeeks(count);
      case "month" -> date.plusMonths(count);
      case "quarter" -> date.plusMonths(3 * count);
      default -> date.plusYears(count);
    };
  }

  private static LocalDateTime startOf(ZonedDateTime date, String unit) {
    LocalDateTime local = date.toLocalDateTime();
    LocalDate day = local.toLocalDate();
    return switch (unit) {
      case "second" -> local.truncatedTo(ChronoUnit.SECONDS);
      case "minute" -> local.truncatedTo(ChronoUnit.MINUTES);
      case "hour" -> local.truncatedTo(ChronoUnit.HOURS);
      case "day" -> day.atStartOfDay();
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
      case "month" -> day.withDayOfMonth(1).atStartOfDay();
      case "quarter" ->
          LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1).atStartOfDay();
      default -> day.withDayOfYear(1).atStartOfDay();
    };
  }

  private static LocalDateTime endOf(ZonedDateTime date, String unit) {
    LocalDateTime start = startOf(date, unit);
    LocalDateTime next =
        switch (unit) {
          case "second" -> start.plusSeconds(1);
          case "minute" -> start.plusMinutes(1);
          case "hour" -> start.plusHours(1);
          case "day" -> start.plusDays(1);
          case "week" -> start.plusWeeks(1);
          case "month" -> start.plusMonths(1);
          case "quarter" -> start.plusMonths(3);
          default -> start.plusYears(1);
        };
    return next.minusNanos(1_000_000);
  }

  private static String bareDate(String text, LocalTime time) {
    try {
      return print(LocalDate.parse(text).atTime(time));
    } catch (DateTimeException e) {
      return INVALID;
    }
  }

  private static String instant(String text, ZoneId zone) {
    try {
      return switch (ISO.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from)) {
        case OffsetDateTime offset -> print(offset.atZoneSameInstant(zone).toLocalDateTime());
        case LocalDateTime local -> print(local);
        default -> INVALID;
      };
    } catch (DateTimeException e) {
      return INVALID;
    }
  }

  private static String print(LocalDateTime date) {
    return PRINTED.format(date);
  }
}
