package dev.cuboid.query.sql;

import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of calendar time. Months, days and seconds are kept apart, for none of them is a fixed
 * number of the others.
 *
 * @param months a year has twelve, a quarter three
 * @param days a week has seven
 * @param seconds hours and minutes are counted in them
 */
public record TimeInterval(long months, long days, long seconds) {

  private static final Pattern PART =
      Pattern.compile("\\G\\s*(-?\\d{1,9})\\s+(second|minute|hour|day|week|month|quarter|year)s?");

  /** Reads {@code 1 year 3 months}; empty where the text is no interval. */
  public static Optional<TimeInterval> parse(String text) {
    Matcher part = PART.matcher(text.toLowerCase(Locale.ROOT).strip());
    TimeInterval sum = new TimeInterval(0, 0, 0);
    int end = 0;
    while (part.find()) {
      sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
      end = part.end();
    }
    return end > 0 && end == text.strip().length() ? Optional.of(sum) : Optional.empty();
  }

  /**
   * @param unit a predefined granularity
   */
  public static TimeInterval of(long amount, String unit) {
    return switch (unit) {
      case "second" -> new TimeInterval(0, 0, amount);
      case "minute" -> new TimeInterval(0, 0, amount * 60);
      case "hour" -> new TimeInterval(0, 0, amount * 3600);
      case "day" -> new TimeInterval(0, amount, 0);
      case "week" -> new TimeInterval(0, amount * 7, 0);
      case "month" -> new TimeInterval(amount, 0, 0);
      case "quarter" -> new TimeInterval(amount * 3, 0, 0);
      case "year" -> new TimeInterval(amount * 12, 0, 0);
      default -> throw new IllegalArgumentException("no unit of time: " + unit);
    };
  }

  /** The sum of both. */
  public TimeInterval plus(TimeInterval other) {
    return new TimeInterval(months + other.months, days + other.days, seconds + other.seconds);
  }

  /** The same length the other way. */
  public TimeInterval negated() {
    return new TimeInterval(-months, -days, -seconds);
  }

  /** The same length so many times. */
  public TimeInterval times(long count) {
    return new TimeInterval(months * count, days * count, seconds * count);
  }

  /** Whether it is made of months only. */
  public boolean ofMonths() {
    return days == 0 && seconds == 0;
  }

  /** A time moved by this interval. */
  public LocalDateTime after(LocalDateTime time) {
    return time.plusMonths(months).plusDays(days).plusSeconds(seconds);
  }

  /** The text between the quotes of an SQL interval, {@code 1 month 2 days}. */
  public String text() {
    StringJoiner text = new StringJoiner(" ");
    append(text, months, "month");
    append(text, days, "day");
    if (seconds % 3600 == 0) {
      append(text, seconds / 3600, "hour");
    } else if (seconds % 60 == 0) {
      append(text, seconds / 60, "minute");
    } else {
      append(text, seconds, "second");
    }
    return text.length() == 0 ? "0 days" : text.toString();
  }

  private static void append(StringJoiner text, long amount, String unit) {
    if (amount != 0) {
      text.add(amount + " " + unit + (Math.abs(amount) == 1 ? "" : "s"));
    }
  }
}
