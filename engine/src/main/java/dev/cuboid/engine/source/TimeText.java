package dev.cuboid.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cuboid.engine.rows.JsonBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as Cube prints them: {@code 2024-01-01T00:00:00.000}. */
final class TimeText {

  private static final int DATE_LENGTH = "yyyy-MM-dd".length();
  private static final int SECONDS_LENGTH = "yyyy-MM-dd HH:mm:ss".length();
  private static final int MILLISECOND_DIGITS = 3;
  private static final byte[] MIDNIGHT = "T00:00:00.000".getBytes(UTF_8);

  /**
   * What Cube takes as a point in time in a text column. A time zone is read and left out: the
   * local time is printed.
   */
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2})(?:\\.(\\d+))?(?:Z| ?[+-]\\d{2}:\\d{2}|"
              + " [A-Za-z]+)?");

  private static final DateTimeFormatter POSTGRES_WITH_ZONE =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .optionalStart()
          .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendOffset("+HH:mm:ss", "+00")
          .toFormatter(Locale.ROOT);

  private TimeText() {}

  /** Prints a time in UTC. */
  static void microseconds(long sinceEpoch, JsonBuffer json, boolean zoned) {
    long milliseconds = sinceEpoch / 1000;
    dateTime(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(milliseconds, 1000L),
            (int) Math.floorMod(milliseconds, 1000L) * 1_000_000,
            ZoneOffset.UTC),
        json,
        zoned);
  }

  /**
   * Prints a date and a time, cut to milliseconds.
   *
   * @param zoned whether a {@code Z} follows
   */
  static void dateTime(LocalDateTime time, JsonBuffer json, boolean zoned) {
    json.raw('"');
    json.padded(time.getYear(), 4);
    json.raw('-');
    json.padded(time.getMonthValue(), 2);
    json.raw('-');
    json.padded(time.getDayOfMonth(), 2);
    json.raw('T');
    json.padded(time.getHour(), 2);
    json.raw(':');
    json.padded(time.getMinute(), 2);
    json.raw(':');
    json.padded(time.getSecond(), 2);
    json.raw('.');
    json.padded(time.getNano() / 1_000_000, MILLISECOND_DIGITS);
    if (zoned) {
      json.raw('Z');
    }
    json.raw('"');
  }

  /** Prints what PostgreSQL writes for a {@code date}. */
  static void postgresDate(byte[] text, JsonBuffer json) {
    if (text.length != DATE_LENGTH) {
      // Infinity, a year before Christ or after 9999.
      json.string(text);
      return;
    }
    json.raw('"');
    json.raw(text);
    json.raw(MIDNIGHT);
    json.raw('"');
  }

  /** Prints what PostgreSQL writes for a {@code timestamp} or {@code timestamptz}. */
  static void postgresTimestamp(byte[] text, JsonBuffer json) {
    int end = Math.min(text.length, SECONDS_LENGTH);
    if (end < SECONDS_LENGTH || text[DATE_LENGTH] != ' ' || text[text.length - 1] == 'C') {
      json.string(text);
      return;
    }
    int fraction = end;
    if (end < text.length && text[end] == '.') {
      fraction = end + 1;
      end = fraction;
      while (end < text.length && text[end] >= '0' && text[end] <= '9') {
        end++;
      }
    }
    if (end < text.length && !endsInUtc(text, end)) {
      inOtherZone(text, json);
      return;
    }
    json.raw('"');
    json.raw(text, 0, DATE_LENGTH);
    json.raw('T');
    json.raw(text, DATE_LENGTH + 1, SECONDS_LENGTH);
    json.raw('.');
    int digits = Math.min(MILLISECOND_DIGITS, end - fraction);
    json.raw(text, fraction, fraction + digits);
    for (int missing = MILLISECOND_DIGITS - digits; missing > 0; missing--) {
      json.raw('0');
    }
    json.raw('"');
  }

  /**
   * Prints the text of a column that a model calls a time. A text that is no time is printed as it
   * is.
   */
  static void text(String text, JsonBuffer json) {
    Matcher matcher = TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      json.string(text);
      return;
    }
    String fraction = matcher.group(3) == null ? "" : matcher.group(3);
    json.string(
        matcher.group(1) + 'T' + matcher.group(2) + '.' + (fraction + "000").substring(0, 3));
  }

  private static boolean endsInUtc(byte[] text, int zone) {
    return text.length == zone + 3
        && text[zone] == '+'
        && text[zone + 1] == '0'
        && text[zone + 2] == '0';
  }

  private static void inOtherZone(byte[] text, JsonBuffer json) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(new String(text, UTF_8), POSTGRES_WITH_ZONE);
      dateTime(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(), json, false);
    } catch (DateTimeException e) {
      json.string(text);
    }
  }
}
