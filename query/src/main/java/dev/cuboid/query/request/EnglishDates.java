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
import java.util.stream.Stream;

/**
 * Reads a date in English, found anywhere in a text: {@code 3 days ago}, {@code in two weeks},
 * {@code last monday}, {@code January 5, 2024}, {@code 5 Jan}, {@code 2024-01-05}, {@code now}.
 */
final class EnglishDates {

  private static final String UNITS =
      "(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mos?"
          + "|quarters?|qtrs?|years?|yrs?|y)";
  private static final String NUMBERS =
      "(\\d+(?:\\.\\d+)?|half an?|a couple(?: of)?|a few|several"
          + "|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
  private static final String MONTHS =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final String DAYS =
      "(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
          + "|sat(?:urday)?|sun(?:day)?)";

  private static final Pattern AGO =
      Pattern.compile("(?<![\\w.])" + NUMBERS + "\\s*" + UNITS + "\\s+(ago|before|earlier)\\b");
  private static final Pattern FROM_NOW =
      Pattern.compile(
          "(?<![\\w.])" + NUMBERS + "\\s*" + UNITS + "\\s+(from now|later|after|out)\\b");
  private static final Pattern IN =
      Pattern.compile("\\b(?:in|within)\\s+" + NUMBERS + "\\s*" + UNITS + "\\b");
  private static final Pattern WORD_COUNT =
      Pattern.compile(
          "(\\b(?:last|past|previous|next)\\s|(?<!\\S)[+-])\\s*"
              + NUMBERS
              + "\\s*"
              + UNITS
              + "\\b");
  private static final Pattern ISO_DATE =
      Pattern.compile(
          "\\b(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:[t ](\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?");
  private static final Pattern AMERICAN_DATE =
      Pattern.compile("\\b(\\d{1,2})([/.])(\\d{1,2})\\2(\\d{4}|\\d{2})\\b");
  private static final Pattern AMERICAN_DAY =
      Pattern.compile("(?<!\\S)(\\d{1,2})/(\\d{1,2})(?!\\S)");
  private static final Pattern TWO_DATES =
      Pattern.compile("(\\S.*?)\\s+(?:to|until|through|till|-|–)\\s+(\\S.*)");
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
      Pattern.compile(
          "\\b(now|today|tonight|tomorrow|tmr|yesterday|noon|midday|midnight|last night"
              + "|this (?:morning|afternoon|evening))\\b");
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
          Map.entry("twelve", 12),
          Map.entry("a couple", 2),
          Map.entry("a couple of", 2),
          Map.entry("a few", 3),
          Map.entry("several", 7));
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
          .or(() -> calendar(phrase, now))
          .or(() -> casual(phrase, now))
          .or(() -> time(phrase).map(time -> now.with(time)));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /**
   * Two dates of the calendar with a word or a dash between them, the earlier one first.
   *
   * @param text in any case
   * @return both, or nothing
   */
  static List<ZonedDateTime> pair(String text, ZonedDateTime now) {
    Matcher two = TWO_DATES.matcher(text.toLowerCase(Locale.ROOT));
    if (!two.matches()) {
      return List.of();
    }
    try {
      return Stream.of(two.group(1), two.group(2))
          .flatMap(date -> calendar(date, now).stream())
          .sorted()
          .toList();
    } catch (DateTimeException | ArithmeticException e) {
      return List.of();
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
      boolean future = counted.group(1).startsWith("next") || counted.group(1).equals("+");
      double count = number(counted.group(2));
      return Optional.of(shifted(now, counted.group(3), future ? count : -count));
    }
    return Optional.empty();
  }

  private static Optional<ZonedDateTime> calendar(String phrase, ZonedDateTime now) {
    Matcher iso = ISO_DATE.matcher(phrase);
    if (iso.find() && iso.group(5) != null) {
      LocalTime time =
          LocalTime.of(
              Integer.parseInt(iso.group(5)),
              Integer.parseInt(iso.group(6)),
              iso.group(7) == null ? 0 : Integer.parseInt(iso.group(7)));
      return Optional.of(isoDate(iso).atTime(time).atZone(now.getZone()));
    }
    return day(phrase, now).map(date -> withTime(date, phrase));
  }

  private static LocalDate isoDate(Matcher iso) {
    return date(iso.group(1), iso.group(3), iso.group(4));
  }

  private static Optional<ZonedDateTime> day(String phrase, ZonedDateTime now) {
    Matcher iso = ISO_DATE.matcher(phrase);
    if (iso.find()) {
      return Optional.of(atNoon(isoDate(iso), now));
    }
    Matcher american = AMERICAN_DATE.matcher(phrase);
    if (american.find()) {
      return Optional.of(
          atNoon(date(year(american.group(4)), american.group(1), american.group(3)), now));
    }
    Matcher americanDay = AMERICAN_DAY.matcher(phrase);
    if (americanDay.find()) {
      Month month = Month.of(Integer.parseInt(americanDay.group(1)));
      return Optional.of(named(month, americanDay.group(2), null, now));
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

  /** Two digits are of this century up to 50. */
  private static String year(String digits) {
    return digits.length() == 4 ? digits : (digits.compareTo("50") > 0 ? "19" : "20") + digits;
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
          // In the small hours it has just been.
          case "midnight" -> now.plusDays(now.getHour() > 2 ? 1 : 0).with(LocalTime.MIDNIGHT);
          case "last night" -> now.minusDays(now.getHour() > 6 ? 1 : 0);
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

  private static double number(String text) {
    Integer word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    return text.startsWith("half") ? 0.5 : Double.parseDouble(text);
  }

  /** What is not a whole number of a unit is one of the next smaller unit. */
  private static ZonedDateTime shifted(ZonedDateTime date, String unit, double count) {
    boolean whole = count == Math.rint(count);
    long number = Math.round(count);
    return switch (unit.replaceAll("^(mo|[a-z]).*", "$1")) {
      case "s" -> date.plusSeconds(number);
      case "m" -> date.plusSeconds(Math.round(count * 60));
      case "h" -> date.plusSeconds(Math.round(count * 3_600));
      case "d" -> whole ? date.plusDays(number) : date.plusHours(Math.round(count * 24));
      case "w" -> date.plusDays(Math.round(count * 7));
      case "mo" -> whole ? date.plusMonths(number) : date.plusDays(Math.round(count * 30));
      case "q" -> date.plusMonths(Math.round(count * 3));
      default -> date.plusMonths(Math.round(count * 12));
    };
  }
}
