package dev.cuboid.query.request;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a date in English, found anywhere in a text: {@code 3 days ago}, {@code in two weeks},
 * {@code last monday}, {@code January 5, 2024}, {@code 5 Jan}, {@code 2024-01-05}, {@code now}.
 */
final class EnglishDates {

  private static final String UNITS =
      "(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?)";
  private static final String NUMBERS =
      "(\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half an?)";
  private static final String MONTHS =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final String DAYS =
      "(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
          + "|sat(?:urday)?|sun(?:day)?)";

  private static final Pattern AGO =
      Pattern.compile("\\b" + NUMBERS + "\\s+" + UNITS + "\\s+(ago|before|earlier)\\b");
  private static final Pattern FROM_NOW =
      Pattern.compile("\\b" + NUMBERS + "\\s+" + UNITS + "\\s+(from now|later|after|out)\\b");
  private static final Pattern IN =
      Pattern.compile("\\b(?:in|within)\\s+" + NUMBERS + "\\s+" + UNITS + "\\b");
  private static final Pattern WORD_COUNT =
      Pattern.compile("\\b(last|past|previous|next|\\+|-)\\s*" + NUMBERS + "\\s+" + UNITS + "\\b");
  private static final Pattern ISO_DATE =
      Pattern.compile(
          "\\b(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[t ](\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?");
  private static final Pattern SLASH_DATE = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b");
  private static final Pattern MONTH_DAY =
      Pattern.compile(
          "\\b" + MONTHS + "\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s*(\\d{4}))?\\b(?!\\d)");
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "\\b(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+" + MONTHS + "(?:,?\\s*(\\d{4}))?\\b");
  private static final Pattern MONTH_YEAR =
      Pattern.compile("\\b" + MONTHS + "(?:,?\\s*(\\d{4}))?\\b");
  private static final Pattern WEEKDAY =
      Pattern.compile("\\b(?:(last|past|next|this)\\s+)?" + DAYS + "\\b");
  private static final Pattern CASUAL =
      Pattern.compile("\\b(now|today|tonight|tomorrow|tmr|yesterday|noon|midday|midnight)\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b(?:at\\s+)?(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm)\\b|\\b(\\d{1,2}):(\\d{2})\\b");

  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("a", 1),
          Map.entry("an", 1),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12));
  private static final List<String> MONTH_NAMES =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAY_NAMES =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private EnglishDates() {}

  /**
   * @param text in any case
   * @param now against which relative dates are counted
   */
  static Optional<ZonedDateTime> parse(String text, ZonedDateTime now) {
    String phrase = text.toLowerCase(Locale.ROOT);
    try {
      return relative(phrase, now)
          .or(() -> calendar(phrase, now).map(date -> withTime(date, phrase)))
          .or(() -> casual(phrase, now))
          .or(() -> time(phrase).map(time -> now.with(time)));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZonedDateTime> relative(String phrase, ZonedDateTime now) {
    Matcher ago = AGO.matcher(phrase);
    if (ago.find()) {
      return Optional.of(shifted(now, ago.group(2), -number(ago.group(1))));
    }
    Matcher later = FROM_NOW.matcher(phrase);
    if (later.find()) {
      return Optional.of(shifted(now, later.group(2), number(later.group(1))));
    }
    Matcher in = IN.matcher(phrase);
    if (in.find()) {
      return Optional.of(shifted(now, in.group(2), number(in.group(1))));
    }
    Matcher counted = WORD_COUNT.matcher(phrase);
    if (counted.find()) {
      boolean future = counted.group(1).equals("next") || counted.group(1).equals("+");
      long count = number(counted.group(2));
      return Optional.of(shifted(now, counted.group(3), future ? count : -count));
    }
    return Optional.empty();
  }

  private static Optional<ZonedDateTime> calendar(String phrase, ZonedDateTime now) {
    Matcher iso = ISO_DATE.matcher(phrase);
    if (iso.find()) {
      LocalDate date = date(iso.group(1), iso.group(2), iso.group(3));
      LocalTime time =
          iso.group(4) == null
              ? LocalTime.NOON
              : LocalTime.of(
                  Integer.parseInt(iso.group(4)),
                  Integer.parseInt(iso.group(5)),
                  iso.group(6) == null ? 0 : Integer.parseInt(iso.group(6)));
      return Optional.of(date.atTime(time).atZone(now.getZone()));
    }
    Matcher slash = SLASH_DATE.matcher(phrase);
    if (slash.find()) {
      return Optional.of(atNoon(date(slash.group(3), slash.group(1), slash.group(2)), now));
    }
    Matcher dayMonth = DAY_MONTH.matcher(phrase);
    if (dayMonth.find()) {
      return Optional.of(
          named(month(dayMonth.group(2)), dayMonth.group(1), dayMonth.group(3), now));
    }
    Matcher monthDay = MONTH_DAY.matcher(phrase);
    if (monthDay.find()) {
      return Optional.of(
          named(month(monthDay.group(1)), monthDay.group(2), monthDay.group(3), now));
    }
    Matcher monthYear = MONTH_YEAR.matcher(phrase);
    if (monthYear.find()) {
      return Optional.of(named(month(monthYear.group(1)), "1", monthYear.group(2), now));
    }
    return weekday(phrase, now);
  }

  private static Optional<ZonedDateTime> weekday(String phrase, ZonedDateTime now) {
    Matcher weekday = WEEKDAY.matcher(phrase);
    if (!weekday.find()) {
      return Optional.empty();
    }
    DayOfWeek day = DayOfWeek.of(DAY_NAMES.indexOf(weekday.group(2).substring(0, 3)) + 1);
    LocalDate today = now.toLocalDate();
    LocalDate date =
        switch (weekday.group(1)) {
          case "last", "past" -> today.with(TemporalAdjusters.previous(day));
          case "next" ->
              today
                  .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                  .with(TemporalAdjusters.nextOrSame(day));
          case "this" -> today.with(TemporalAdjusters.nextOrSame(day));
          case null, default -> nearest(today, day);
        };
    return Optional.of(atNoon(date, now));
  }

  private static LocalDate nearest(LocalDate today, DayOfWeek day) {
    LocalDate before = today.with(TemporalAdjusters.previousOrSame(day));
    LocalDate after = today.with(TemporalAdjusters.nextOrSame(day));
    return today.toEpochDay() - before.toEpochDay() <= after.toEpochDay() - today.toEpochDay()
        ? before
        : after;
  }

  private static Optional<ZonedDateTime> casual(String phrase, ZonedDateTime now) {
    Matcher casual = CASUAL.matcher(phrase);
    if (!casual.find()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (casual.group(1)) {
          case "yesterday" -> now.minusDays(1);
          case "tomorrow", "tmr" -> now.plusDays(1);
          case "noon", "midday" -> now.with(LocalTime.NOON);
          case "midnight" -> now.with(LocalTime.MIDNIGHT);
          default -> now;
        });
  }

  private static ZonedDateTime withTime(ZonedDateTime date, String phrase) {
    return time(phrase).map(date::with).orElse(date);
  }

  private static Optional<LocalTime> time(String phrase) {
    Matcher time = TIME.matcher(phrase);
    if (!time.find()) {
      return Optional.empty();
    }
    if (time.group(4) != null) {
      return Optional.of(
          LocalTime.of(Integer.parseInt(time.group(4)), Integer.parseInt(time.group(5))));
    }
    int hour = Integer.parseInt(time.group(1)) % 12 + (time.group(3).equals("pm") ? 12 : 0);
    int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
    return Optional.of(LocalTime.of(hour, minute));
  }

  /** A date whose year may be left out: then the one that is nearest to today. */
  private static ZonedDateTime named(
      Month month, String day, @org.jspecify.annotations.Nullable String year, ZonedDateTime now) {
    int dayOfMonth = Integer.parseInt(day);
    if (year != null) {
      return atNoon(LocalDate.of(Integer.parseInt(year), month, dayOfMonth), now);
    }
    LocalDate today = now.toLocalDate();
    LocalDate nearest = LocalDate.of(today.getYear(), month, dayOfMonth);
    for (int shift : new int[] {-1, 1}) {
      LocalDate other = LocalDate.of(today.getYear() + shift, month, dayOfMonth);
      if (Math.abs(other.toEpochDay() - today.toEpochDay())
          < Math.abs(nearest.toEpochDay() - today.toEpochDay())) {
        nearest = other;
      }
    }
    return atNoon(nearest, now);
  }

  private static ZonedDateTime atNoon(LocalDate date, ZonedDateTime now) {
    return date.atTime(LocalTime.NOON).atZone(now.getZone());
  }

  private static LocalDate date(String year, String month, String day) {
    return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
  }

  private static Month month(String name) {
    return Month.of(MONTH_NAMES.indexOf(name.substring(0, 3)) + 1);
  }

  private static long number(String text) {
    Integer word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    return text.startsWith("half") ? 1 : Long.parseLong(text);
  }

  private static ZonedDateTime shifted(ZonedDateTime date, String unit, long count) {
    return switch (unit.substring(0, Math.min(3, unit.length()))) {
      case "sec" -> date.plusSeconds(count);
      case "min" -> date.plusMinutes(count);
      case "hou", "hr", "hrs" -> date.plusHours(count);
      case "day" -> date.plusDays(count);
      case "wee" -> date.plusWeeks(count);
      case "mon" -> date.plusMonths(count);
      case "qua" -> date.plusMonths(3 * count);
      default -> date.plusYears(count);
    };
  }
}
