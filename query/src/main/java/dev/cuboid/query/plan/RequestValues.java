package dev.cuboid.query.plan;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.RequestValue;
import dev.cuboid.query.FilterOperator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What rules of a model compute from a security context, as values of a filter. */
final class RequestValues {

  private static final Pattern BARE_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final String DAY_START = "T00:00:00.000";
  private static final String DAY_END = "T23:59:59.999";

  private RequestValues() {}

  /**
   * The values as texts; none for an operator without values, empty where a value is missing.
   *
   * @param computed absent for an operator without values
   */
  static Optional<List<String>> texts(Optional<RequestValue> computed, ContextValues context) {
    if (computed.isEmpty()) {
      return Optional.of(List.of());
    }
    @Nullable Object value = computed.get().evaluate(context);
    Collection<?> values = value instanceof Collection<?> many ? many : new ArrayList<>(one(value));
    List<String> texts = new ArrayList<>();
    for (Object each : values) {
      Optional<String> text = text(each);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.add(text.get());
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
  }

  /** What JavaScript calls the type of a value: errors name it in place of the value. */
  static String typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> "undefined";
      case String _ -> "string";
      case Number _ -> "number";
      case Boolean _ -> "boolean";
      case Collection<?> _ -> "array";
      default -> "object";
    };
  }

  private static List<Object> one(@Nullable Object value) {
    return value == null ? List.of() : List.of(value);
  }

  private static Optional<String> text(@Nullable Object value) {
    return switch (value) {
      case String text -> Optional.of(text);
      case Boolean flag -> Optional.of(flag.toString());
      case Double number when number.isNaN() || number.isInfinite() -> Optional.empty();
      case Number number ->
          Optional.of(new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
      case null, default -> Optional.empty();
    };
  }

  /** Bare dates as the first or last millisecond of their day, as the operator takes them. */
  static List<@Nullable String> dates(FilterOperator operator, List<String> values) {
    return switch (operator) {
      case IN_DATE_RANGE, NOT_IN_DATE_RANGE, ON_THE_DATE ->
          List.of(time(values.getFirst(), DAY_START), time(values.getLast(), DAY_END));
      case BEFORE_DATE, AFTER_OR_ON_DATE -> List.of(time(values.getFirst(), DAY_START));
      case BEFORE_OR_ON_DATE, AFTER_DATE -> List.of(time(values.getFirst(), DAY_END));
      default -> new ArrayList<>(values);
    };
  }

  private static String time(String text, String timeOfDay) {
    return BARE_DATE.matcher(text).matches() ? text + timeOfDay : text;
  }
}
