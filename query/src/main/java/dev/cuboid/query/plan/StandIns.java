package dev.cuboid.query.plan;

import dev.cuboid.query.dialect.NumberForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Texts that stand for the values of a query's filters while it is planned. Each is known by its
 * identity: whatever text a model, a security context or another value has, it is not one of them.
 */
final class StandIns {

  /** How many values can be stood for. */
  static final int MOST = 64;

  private static final String MARK = "\uE0D2";
  private static final String DIGITS = "9314159265358979";

  // Both cases and a space, so that a text which is changed on its way is noticed.
  private static final List<String> TEXTS =
      IntStream.range(0, MOST).mapToObj(number -> MARK + "Aa " + number + MARK).toList();
  private static final List<String> NUMBERS =
      IntStream.range(0, MOST).mapToObj(number -> DIGITS + (10 + number)).toList();

  private StandIns() {}

  /**
   * What stands for a value; empty where planning could depend on more of it than this tells.
   *
   * @param number which of the query's values it is
   */
  static Optional<String> of(String value, int number) {
    if (number >= MOST || value.contains(MARK) || value.contains(DIGITS)) {
      return Optional.empty();
    }
    return switch (NumberForm.of(value)) {
      case WHOLE -> Optional.of(NUMBERS.get(number));
      // How many digits it has becomes part of the SQL.
      case DECIMAL -> Optional.empty();
      case OTHER -> Optional.of(TEXTS.get(number));
    };
  }

  /** Which value a bound parameter stands for, or -1. */
  @SuppressWarnings("ReferenceEquality") // an equal text may be somebody's value
  static int numberOf(@Nullable Object parameter) {
    for (int number = 0; number < MOST; number++) {
      if (parameter == TEXTS.get(number) || parameter == NUMBERS.get(number)) {
        return number;
      }
    }
    return -1;
  }

  /** Whether a text was made of what stands for a value. */
  static boolean areIn(String text) {
    return text.contains(MARK) || text.contains(DIGITS);
  }
}
