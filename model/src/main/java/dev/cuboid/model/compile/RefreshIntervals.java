package dev.cuboid.model.compile;

import dev.cuboid.model.RefreshInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how often a refresh key changes: an interval, or a cron expression. */
final class RefreshIntervals {

  private static final Pattern EVERY =
      Pattern.compile("(\\d{1,9}) (second|minute|hour|day|week)s?");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String DAYS = "sunmontuewedthufrisat";

  /** The epoch was a Thursday; cron counts from Sunday. */
  private static final int DAY_OF_THE_EPOCH = 4;

  /** What is wrong with an interval; never leaves this class. */
  private static final class Mistake extends Exception {

    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message, null, false, false);
    }
  }

  private RefreshIntervals() {}

  /**
   * What stands below {@code every}: {@code 10 minute}, or a cron expression whose times are evenly
   * spaced; empty where there is nothing, or nothing that can be understood, which is reported.
   */
  static Optional<RefreshInterval> every(Properties key) {
    Optional<String> text = key.text("every");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(interval(text.get().strip()));
    } catch (Mistake mistake) {
      key.error(key.positionOf("every"), String.valueOf(mistake.getMessage()));
      return Optional.empty();
    }
  }

  private static RefreshInterval interval(String text) throws Mistake {
    Matcher every = EVERY.matcher(text);
    if (!every.matches()) {
      return ofCron(text);
    }
    long amount = Long.parseLong(every.group(1));
    if (amount == 0) {
      throw new Mistake("\"every\" of a refreshKey must be longer than nothing");
    }
    Duration unit =
        switch (every.group(2)) {
          case "second" -> Duration.ofSeconds(1);
          case "minute" -> Duration.ofMinutes(1);
          case "hour" -> Duration.ofHours(1);
          case "day" -> Duration.ofDays(1);
          default -> WEEK;
        };
    return new RefreshInterval(unit.multipliedBy(amount), Duration.ZERO, text);
  }

  private static RefreshInterval ofCron(String cron) throws Mistake {
    List<String> fields = new ArrayList<>(List.of(cron.split("\\s+")));
    if (fields.size() == 6) {
      // Seconds, which no interval of a refresh key is shorter than a minute for.
      fields.removeFirst();
    }
    if (fields.size() != 5) {
      throw invalid(cron, "an interval like 10 minute, or five fields, are expected");
    }
    if (!fields.get(2).matches("[*?]") || !fields.get(3).equals("*")) {
      throw unevenlySpaced(cron);
    }
    List<Integer> minutes = values(cron, fields.get(0), 59);
    List<Integer> hours = values(cron, fields.get(1), 23);
    // A week from Monday to Sunday ends with day 7, which is day 0.
    List<Integer> days =
        values(cron, days(fields.get(4)), 7).stream().map(day -> day % 7).distinct().toList();
    List<Long> times = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      if (days.contains((day + DAY_OF_THE_EPOCH) % 7)) {
        for (int hour : hours) {
          for (int minute : minutes) {
            times.add((day * 24L + hour) * 60 + minute);
          }
        }
      }
    }
    return evenlySpaced(cron, times);
  }

  private static RefreshInterval evenlySpaced(String cron, List<Long> times) throws Mistake {
    long length = WEEK.toMinutes() / times.size();
    for (int index = 1; index < times.size(); index++) {
      if (times.get(index) - times.get(index - 1) != length) {
        throw unevenlySpaced(cron);
      }
    }
    return new RefreshInterval(
        Duration.ofMinutes(length), Duration.ofMinutes(times.getFirst() % length), cron);
  }

  /** The days of a week as numbers. */
  private static String days(String field) {
    String numbers = field.toLowerCase(Locale.ROOT).replace('?', '*');
    for (int day = 0; day < 7; day++) {
      numbers = numbers.replace(DAYS.substring(3 * day, 3 * day + 3), Integer.toString(day));
    }
    return numbers;
  }

  private static List<Integer> values(String cron, String field, int last) throws Mistake {
    List<Integer> values = new ArrayList<>();
    for (int value = 0; value <= last; value++) {
      if (matches(cron, field, value, last)) {
        values.add(value);
      }
    }
    if (values.isEmpty()) {
      throw invalid(cron, "'%s' is none of 0 to %d".formatted(field, last));
    }
    return values;
  }

  private static boolean matches(String cron, String field, int value, int last) throws Mistake {
    boolean matches = false;
    for (String part : field.split(",", -1)) {
      String[] stepped = part.split("/", 2);
      String[] range = stepped[0].split("-", 2);
      boolean all = stepped[0].equals("*");
      boolean open = all || (stepped.length == 2 && range.length == 1);
      int from = all ? 0 : number(cron, range[0], last);
      int to = open ? last : number(cron, range[range.length - 1], last);
      int step = stepped.length == 2 ? number(cron, stepped[1], last + 1) : 1;
      if (step == 0) {
        throw invalid(cron, "a step of 0 never ends");
      }
      matches |= value >= from && value <= to && (value - from) % step == 0;
    }
    return matches;
  }

  private static int number(String cron, String text, int last) throws Mistake {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= last) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw invalid(cron, "'%s' is no number".formatted(text));
    }
    throw invalid(cron, "'%s' is none of 0 to %d".formatted(text, last));
  }

  private static Mistake invalid(String cron, String why) {
    return new Mistake(
        "Invalid cron string '%s' in refreshKey (CronParser: %s)".formatted(cron, why));
  }

  private static Mistake unevenlySpaced(String cron) {
    return new Mistake(
        "Your cron string ('%s') is correct, but we support only equal time intervals."
            .formatted(cron));
  }
}
