package dev.cuboid.query.properties;

import dev.cuboid.query.FilterOperator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What the operators of filters mean. */
final class PlainConditions {

  private final ZoneId zone;

  PlainConditions(ZoneId zone) {
    this.zone = zone;
  }

  boolean holds(@Nullable Object value, FilterOperator operator, List<@Nullable String> operands) {
    return switch (operator) {
      case SET -> value != null;
      case NOT_SET -> value == null;
      case EQUALS, IN -> isAmong(value, operands);
      case NOT_EQUALS, NOT_IN -> !isAmong(value, operands);
      case CONTAINS -> anyText(value, operands, String::contains);
      case NOT_CONTAINS -> value == null || !anyText(value, operands, String::contains);
      case STARTS_WITH -> anyText(value, operands, String::startsWith);
      case NOT_STARTS_WITH -> value == null || !anyText(value, operands, String::startsWith);
      case ENDS_WITH -> anyText(value, operands, String::endsWith);
      case NOT_ENDS_WITH -> value == null || !anyText(value, operands, String::endsWith);
      case GT -> value != null && compare(value, operands) > 0;
      case GTE -> value != null && compare(value, operands) >= 0;
      case LT -> value != null && compare(value, operands) < 0;
      case LTE -> value != null && compare(value, operands) <= 0;
      case IN_DATE_RANGE, ON_THE_DATE ->
          value instanceof Instant time
              && !isBefore(time, operands.getFirst())
              && !isAfter(time, operands.getLast());
      case NOT_IN_DATE_RANGE ->
          value instanceof Instant time
              && (isBefore(time, operands.getFirst()) || isAfter(time, operands.getLast()));
      case BEFORE_DATE -> value instanceof Instant time && isBefore(time, operands.getFirst());
      case BEFORE_OR_ON_DATE ->
          value instanceof Instant time && !isAfter(time, operands.getFirst());
      case AFTER_DATE -> value instanceof Instant time && isAfter(time, operands.getFirst());
      case AFTER_OR_ON_DATE ->
          value instanceof Instant time && !isBefore(time, operands.getFirst());
      case MEASURE_FILTER -> throw new IllegalArgumentException("about rows, not about a value");
    };
  }

  private static boolean isAmong(@Nullable Object value, List<@Nullable String> operands) {
    return operands.stream().anyMatch(operand -> isSame(value, operand));
  }

  private static boolean isSame(@Nullable Object value, @Nullable String operand) {
    if (value == null || operand == null) {
      return value == null && operand == null;
    }
    return value instanceof BigDecimal number
        ? number.compareTo(new BigDecimal(operand)) == 0
        : value.toString().equals(operand);
  }

  /** Upper and lower case are the same. */
  private static boolean anyText(
      @Nullable Object value, List<@Nullable String> operands, BiPredicate<String, String> test) {
    return value != null
        && operands.stream()
            .filter(Objects::nonNull)
            .anyMatch(
                operand ->
                    test.test(
                        value.toString().toLowerCase(Locale.ROOT),
                        operand.toLowerCase(Locale.ROOT)));
  }

  private static int compare(Object value, List<@Nullable String> operands) {
    return ((BigDecimal) value).compareTo(new BigDecimal(operands.getFirst()));
  }

  private boolean isBefore(Instant time, @Nullable String bound) {
    return time.isBefore(LocalDateTime.parse(bound).atZone(zone).toInstant());
  }

  /** A bound that ends in .999 is the end of its second. */
  private boolean isAfter(Instant time, @Nullable String bound) {
    Instant last = LocalDateTime.parse(bound).atZone(zone).withLaterOffsetAtOverlap().toInstant();
    return bound.endsWith(".999") ? !time.isBefore(last.plusMillis(1)) : time.isAfter(last);
  }
}
