package dev.cuboid.query.plan;

import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Any;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.ComparisonOperator;
import dev.cuboid.query.sql.SqlExpression.IsNull;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on a time that was moved in its calendar. Its bounds are times of the calendar too: a
 * moved time is no point on the time line.
 */
final class MovedTimeSql {

  private static final int LENGTH_OF_A_DATE = 10;
  private static final int LAST_MILLISECOND = 999;

  private MovedTimeSql() {}

  /**
   * @param time local, and moved
   */
  static SqlExpression condition(
      SqlExpression time, FilterOperator operator, List<@Nullable String> values) {
    return switch (operator) {
      case SET -> new IsNull(time, true);
      case NOT_SET -> new IsNull(time, false);
      case IN_DATE_RANGE, ON_THE_DATE ->
          new All(List.of(from(time, first(values)), until(time, last(values))));
      case NOT_IN_DATE_RANGE ->
          new Any(List.of(before(time, first(values)), after(time, last(values))));
      case BEFORE_DATE -> before(time, first(values));
      case BEFORE_OR_ON_DATE -> until(time, first(values));
      case AFTER_DATE -> after(time, first(values));
      case AFTER_OR_ON_DATE -> from(time, first(values));
      default ->
          throw QueryErrors.user(
              "A time shift can't be combined with the filter operator " + operator.text());
    };
  }

  private static SqlExpression from(SqlExpression time, String bound) {
    return compare(time, ComparisonOperator.GREATER_OR_EQUAL, start(bound));
  }

  private static SqlExpression before(SqlExpression time, String bound) {
    return compare(time, ComparisonOperator.LESS, start(bound));
  }

  private static SqlExpression until(SqlExpression time, String bound) {
    LocalDateTime end = end(bound);
    return isLastMillisecond(end)
        ? compare(time, ComparisonOperator.LESS, next(end))
        : compare(time, ComparisonOperator.LESS_OR_EQUAL, end);
  }

  private static SqlExpression after(SqlExpression time, String bound) {
    LocalDateTime end = end(bound);
    return isLastMillisecond(end)
        ? compare(time, ComparisonOperator.GREATER_OR_EQUAL, next(end))
        : compare(time, ComparisonOperator.GREATER, end);
  }

  private static SqlExpression compare(
      SqlExpression time, ComparisonOperator operator, LocalDateTime bound) {
    return new Comparison(time, operator, Window.bound(bound));
  }

  private static boolean isLastMillisecond(LocalDateTime time) {
    return time.get(ChronoField.MILLI_OF_SECOND) == LAST_MILLISECOND;
  }

  private static LocalDateTime next(LocalDateTime time) {
    return time.plus(Duration.ofMillis(1));
  }

  private static LocalDateTime start(String bound) {
    return Times.required(bound);
  }

  /** A bare date is its whole day. */
  private static LocalDateTime end(String bound) {
    return Times.required(bound.length() == LENGTH_OF_A_DATE ? bound + "T23:59:59.999" : bound);
  }

  private static String first(List<@Nullable String> values) {
    return Objects.requireNonNullElse(values.isEmpty() ? null : values.getFirst(), "");
  }

  private static String last(List<@Nullable String> values) {
    return Objects.requireNonNullElse(values.isEmpty() ? null : values.getLast(), "");
  }
}
