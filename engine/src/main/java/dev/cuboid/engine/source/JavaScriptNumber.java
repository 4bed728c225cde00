package dev.cuboid.engine.source;

import java.math.BigDecimal;
import java.math.MathContext;

/** Doubles as JavaScript's {@code String(number)} writes them. */
final class JavaScriptNumber {

  /** Beyond this many digits before the point JavaScript writes an exponent. */
  private static final int LARGEST_PLAIN_EXPONENT = 21;

  private static final int SMALLEST_PLAIN_EXPONENT = -6;

  private JavaScriptNumber() {}

  /**
   * @see <a href="https://tc39.es/ecma262/#sec-numeric-types-number-tostring">Number::toString</a>
   */
  static String toString(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return "0";
    }
    String java = Double.toString(value);
    if (java.indexOf('E') < 0) {
      return java.endsWith(".0") ? java.substring(0, java.length() - 2) : java;
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale();
    if (exponent > SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "" : '.' + digits.substring(1);
    String sign = exponent > 0 ? "+" : "";
    return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + 'e' + sign + (exponent - 1);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    // Both languages choose the fewest digits, but Java never fewer than two: 4.9E-324 for 5e-324.
    BigDecimal oneDigit = digits.round(new MathContext(1));
    return oneDigit.doubleValue() == value ? oneDigit.stripTrailingZeros() : digits;
  }
}
