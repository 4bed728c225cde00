package dev.cuboid.query.properties;

import dev.cuboid.query.properties.CubeSpec.Aggregation;
import dev.cuboid.query.properties.CubeSpec.Function;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aggregates and arithmetic with SQL's rules about null. */
final class PlainValues {

  private PlainValues() {}

  static @Nullable Object aggregate(Function function, List<@Nullable Object> values) {
    List<Object> present =
        values.stream().filter(Objects::nonNull).map(Object.class::cast).toList();
    return switch (function) {
      case COUNT -> BigDecimal.valueOf(present.size());
      case COUNT_DISTINCT -> BigDecimal.valueOf(new HashSet<>(present).size());
      case SUM -> present.isEmpty() ? null : sum(present);
      case AVG ->
          present.isEmpty()
              ? null
              : sum(present).divide(BigDecimal.valueOf(present.size()), MathContext.DECIMAL64);
      case MIN -> numbers(present).stream().min(Comparator.naturalOrder()).orElse(null);
      case MAX -> numbers(present).stream().max(Comparator.naturalOrder()).orElse(null);
    };
  }

  private static List<BigDecimal> numbers(Collection<Object> values) {
    return values.stream().map(BigDecimal.class::cast).toList();
  }

  private static BigDecimal sum(Collection<Object> values) {
    return numbers(values).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** One less the other, or divided by it; there is none by zero. */
  static @Nullable Object combined(@Nullable Object left, boolean divided, @Nullable Object right) {
    if (!(left instanceof BigDecimal one) || !(right instanceof BigDecimal other)) {
      return null;
    }
    if (!divided) {
      return one.subtract(other);
    }
    return other.signum() == 0 ? null : one.divide(other, MathContext.DECIMAL64);
  }

  /** What one row adds to a measure in a query that does not group. */
  static @Nullable Object ofRow(Aggregation aggregation, @Nullable Object value) {
    boolean counts =
        aggregation.function() == Function.COUNT
            || aggregation.function() == Function.COUNT_DISTINCT;
    return counts && value != null ? BigDecimal.ONE : value;
  }
}
