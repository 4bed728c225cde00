package dev.cuboid.query.plan;

import dev.cuboid.model.DimensionType;
import dev.cuboid.model.MeasureType;
import java.util.Optional;

/**
 * What is shown in the place of values that an access policy masks, where the model has no mask for
 * the member; without a default it is null.
 *
 * @param string in the place of texts
 * @param number in the place of numbers, as SQL prints it
 * @param bool in the place of truth values
 * @param time in the place of times, as {@code 1970-01-01 00:00:00}
 * @see <a href="https://cube.dev/docs/product/auth/data-access-policies">Cube, data access
 *     policies</a>
 */
public record MaskDefaults(
    Optional<String> string,
    Optional<String> number,
    Optional<Boolean> bool,
    Optional<String> time) {

  /** In parentheses, for a single word is the name of a column. */
  private static final String NULL = "(NULL)";

  /** Null for everything. */
  public static final MaskDefaults NULLS =
      new MaskDefaults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  String sql(DimensionType type) {
    return switch (type) {
      case STRING, GEO, SWITCH -> strings();
      case NUMBER -> numbers();
      case BOOLEAN -> truths();
      case TIME -> times();
    };
  }

  String sql(MeasureType type) {
    return switch (type) {
      case STRING -> strings();
      case BOOLEAN -> truths();
      case TIME -> times();
      case COUNT,
          COUNT_DISTINCT,
          COUNT_DISTINCT_APPROX,
          SUM,
          AVG,
          MIN,
          MAX,
          NUMBER,
          RUNNING_TOTAL,
          NUMBER_AGG,
          RANK ->
          numbers();
    };
  }

  private String strings() {
    return string.map(MaskDefaults::quoted).orElse(NULL);
  }

  private String numbers() {
    return number.map(digits -> "(" + digits + ")").orElse(NULL);
  }

  private String truths() {
    return bool.map(value -> value ? "(TRUE)" : "(FALSE)").orElse(NULL);
  }

  private String times() {
    return time.map(text -> "CAST(" + quoted(text) + " AS TIMESTAMP)").orElse(NULL);
  }

  /** A text as SQL. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
