package dev.cuboid.engine.source;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * PostgreSQL's intervals in the form in which node-postgres gives them to Cube: an object with the
 * parts that are not zero.
 */
final class PostgresInterval {

  /** Output of {@code IntervalStyle = postgres}: {@code 1 year 2 mons -3 days 04:05:06.789}. */
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:([+-]?\\d+) years? ?)?(?:([+-]?\\d+) mons? ?)?(?:([+-]?\\d+) days? ?)?"
              + "(?:([+-])?(\\d+):(\\d\\d):(\\d\\d)(\\.\\d{1,6})?)?");

  private static final BigDecimal MILLISECONDS = BigDecimal.valueOf(1000);

  private PostgresInterval() {}

  static String toJson(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return "{}";
    }
    boolean negative = "-".equals(matcher.group(4));
    Map<String, BigDecimal> parts = new LinkedHashMap<>();
    parts.put("years", number(matcher.group(1)));
    parts.put("months", number(matcher.group(2)));
    parts.put("days", number(matcher.group(3)));
    parts.put("hours", signed(number(matcher.group(5)), negative));
    parts.put("minutes", signed(number(matcher.group(6)), negative));
    parts.put("seconds", signed(number(matcher.group(7)), negative));
    parts.put("milliseconds", signed(number(matcher.group(8)).multiply(MILLISECONDS), negative));
    return parts.entrySet().stream()
        .filter(part -> part.getValue().signum() != 0)
        .map(part -> '"' + part.getKey() + "\":" + plain(part.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static BigDecimal number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? BigDecimal.ZERO : new BigDecimal(digits);
  }

  private static BigDecimal signed(BigDecimal value, boolean negative) {
    return negative ? value.negate() : value;
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
