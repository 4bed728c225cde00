package dev.cuboid.query.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What type holds a number that a client wrote as a text. A whole or decimal number is compared
 * exactly with columns of such types; anything else is the database's to read, or to refuse.
 *
 * @param whole the type of whole numbers of up to 18 digits
 * @param decimal the type of decimals, with {@code %d} for their digits after the point
 * @param fraction the type of others
 */
record NumberText(String whole, String decimal, String fraction) {

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}\\.(\\d{1,18})");

  String typeOf(String text) {
    if (WHOLE.matcher(text).matches()) {
      return whole;
    }
    Matcher parts = DECIMAL.matcher(text);
    return parts.matches() ? decimal.formatted(parts.group(1).length()) : fraction;
  }
}
