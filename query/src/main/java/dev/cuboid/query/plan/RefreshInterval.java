package dev.cuboid.query.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a refresh key changes.
 *
 * @param length from one change to the next
 * @param begin how long after the epoch an interval begins
 */
record RefreshInterval(Duration length, Duration begin) {

  private static final Pattern EVERY =
      Pattern.compile("(\\d{1,9}) (second|minute|hour|day|week)s?");
  private static final Duration WEEK = Duration.ofDays(7);

  /** The epoch was a Thursday; cron counts from Sunday. */
  private static final int DAY_OF_THE_EPOCH = 4;

  /**
   * @param text {@code 10 minute}, or a cron expression whose times are evenly spaced
   */
  static RefreshInterval of(String text) {
    Matcher every = EVERY.matcher(text.strip());
    if (!every.matches()) {
      return ofCron(text.strip());
    }
    long amount = Long.parseLong(every.group(1));
    Duration unit =
        switch (every.group(2)) {
          case "second" -> Duration.ofSeconds(1);
          case "minute" -> Duration.ofMinutes(1);
          case "hour" -> Duration.ofHours(1);
          case "day" -> Duration.ofDays(1);
          default -> WEEK;
        };
    return new RefreshInterval(unit.multipliedBy(amount), Duration.ZERO);
  }

  private static RefreshInterval ofCron(String cron) {
    List<String> fields = new ArrayList<>(List.of(cron.split("\\s+")));
    if (fields.size() == 6) {
      fields.removeFirst();
    }
    if (fields.size() != 5) {
      throw QueryErrors.user("Invalid cron string '%s' in refreshKey".formatted(cron));
    }
    if (!fields.get(2).equals("*") || !fields.get(3).equals("*")) {
      throw unevenlySpaced(cron);
    }
    List<Integer> minutes = values(cron, fields.get(0), 59);
    List<Integer> hours = values(cron, fields.get(1), 23);
    List<Integer> days = values(cron, fields.get(4).replace('7', '0'), 6);
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

  private static RefreshInterval evenlySpaced(String cron, List<Long> times) {
    long length = WEEK.toMinutes() / times.size();
    for (int index = 1; index < times.size(); index++) {
      if (times.get(index) - times.get(index - 1) != length) {
        throw unevenlySpaced(cron);
      }
    }
    return new RefreshInterval(
        Duration.ofMinutes(length), Duration.ofMinutes(times.getFirst() % length));
  }

  private static List<Integer> values(String cron, String field, int last) {
    List<Integer> values = new ArrayList<>();
    for (int value = 0; value <= last; value++) {
      if (matches(cron, field, value)) {
        values.add(value);
      }
    }
    if (values.isEmpty()) {
      throw QueryErrors.user("Invalid cron string '%s' in refreshKey".formatted(cron));
    }
    return values;
  }

  private static boolean matches(String cron, String field, int value) {
    for (String part : field.split(",", -1)) {
      String[] stepped = part.split("/", 2);
      String[] range = stepped[0].split("-", 2);
      try {
        boolean all = stepped[0].equals("*");
        int from = all ? 0 : Integer.parseInt(range[0]);
        boolean open = all || (stepped.length == 2 && range.length == 1);
        int to = open ? Integer.MAX_VALUE : Integer.parseInt(range[range.length - 1]);
        int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
        if (value >= from && value <= to && step > 0 && (value - from) % step == 0) {
          return true;
        }
      } catch (NumberFormatException notANumber) {
        throw QueryErrors.user("Invalid cron string '%s' in refreshKey".formatted(cron));
      }
    }
    return false;
  }

  private static RuntimeException unevenlySpaced(String cron) {
    return QueryErrors.user(
        "Your cron string ('%s') is correct, but we support only equal time intervals."
            .formatted(cron));
  }
}
