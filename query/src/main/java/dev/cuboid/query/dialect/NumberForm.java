package dev.cuboid.query.dialect;

import java.util.regex.Pattern;

/**
 * How a number looks that a client wrote as a text. Of a text, how it is bound to a number depends
 * on this alone.
 */
public enum NumberForm {
  /** A whole number of up to 18 digits. */
  WHOLE,
  /** A decimal with up to 18 digits on both sides of the point. */
  DECIMAL,
  /** Another number, or none. */
  OTHER;

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DECIMAL_NUMBER = Pattern.compile("-?\\d{1,18}\\.\\d{1,18}");

  public static NumberForm of(String text) {
    if (WHOLE_NUMBER.matcher(text).matches()) {
      return WHOLE;
    }
    return DECIMAL_NUMBER.matcher(text).matches() ? DECIMAL : OTHER;
  }
}
