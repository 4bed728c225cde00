package dev.cuboid.engine.source;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** DuckDB's intervals in the form in which Cube's driver gives them. */
final class DuckDbInterval {

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(-?\\d+) years? ?)?(?:(-?\\d+) months? ?)?(?:(-?\\d+) days? ?)?"
              + "(?:(-)?(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?))?");

  private static final int MONTHS_PER_YEAR = 12;
  private static final long SECONDS_PER_HOUR = 3600;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final int MICROSECOND_DIGITS = 6;

  private DuckDbInterval() {}

  /**
   * @param text as DuckDB casts it to VARCHAR, {@code 1 year 2 months 3 days 04:05:06.5}
   */
  static String toJson(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an interval of DuckDB");
    }
    long months = number(matcher.group(1)) * MONTHS_PER_YEAR + number(matcher.group(2));
    long seconds =
        number(matcher.group(5)) * SECONDS_PER_HOUR + number(matcher.group(6)) * SECONDS_PER_MINUTE;
    String rest = matcher.group(7) == null ? "0" : matcher.group(7);
    long micros =
        new BigDecimal(rest)
            .add(BigDecimal.valueOf(seconds))
            .movePointRight(MICROSECOND_DIGITS)
            .longValueExact();
    return "{\"months\":%d,\"days\":%d,\"micros\":%d}"
        .formatted(months, number(matcher.group(3)), matcher.group(4) == null ? micros : -micros);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
