package dev.cuboid.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that the module knows only by a number: what JavaScript objects are to it. Numbers are
 * {@link Double} as in JavaScript, or {@link BigInteger} where JavaScript has a bigint.
 */
final class HostObjects {

  /** What is no object. */
  enum Nothing {
    UNDEFINED,
    NULL
  }

  /** The outcome of a function that failed; the module cannot read it, and says so. */
  record Failure(RuntimeException cause) {}

  /** An {@code Error} that the module made. */
  record ErrorObject(String message) {}

  /** Below are what the module's code takes for granted: undefined, null, true and false. */
  private static final int FIRST_FREE = 132;

  private static final long SAFE_INTEGER = (1L << 53) - 1;

  private final List<Object> objects = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();

  HostObjects() {
    for (int i = 0; i < FIRST_FREE - 4; i++) {
      objects.add(Nothing.UNDEFINED);
    }
    objects.addAll(List.of(Nothing.UNDEFINED, Nothing.NULL, true, false));
  }

  /** The number of a plain Java value or of an object of the module. */
  int add(@Nullable Object value) {
    Object object = object(value);
    if (free.isEmpty()) {
      objects.add(object);
      return objects.size() - 1;
    }
    int index = free.removeLast();
    objects.set(index, object);
    return index;
  }

  Object get(int index) {
    return objects.get(index);
  }

  Object take(int index) {
    Object object = objects.get(index);
    drop(index);
    return object;
  }

  void drop(int index) {
    if (index >= FIRST_FREE) {
      objects.set(index, Nothing.UNDEFINED);
      free.add(index);
    }
  }

  private static Object object(@Nullable Object value) {
    return switch (value) {
      case null -> Nothing.NULL;
      case Double number -> number;
      case BigInteger number -> number;
      case Float number -> number.doubleValue();
      case BigDecimal number -> number.doubleValue();
      case Number number when Math.abs(number.longValue()) <= SAFE_INTEGER -> number.doubleValue();
      case Number number -> BigInteger.valueOf(number.longValue());
      case Enum<?> other when !(other instanceof Nothing) -> other.name();
      default -> value;
    };
  }

  /** As a plain Java value, deeply. */
  static @Nullable Object toJava(@Nullable Object object) {
    return switch (object) {
      case null -> null;
      case Nothing _ -> null;
      case Double number when isSafeInteger(number) -> number.longValue();
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.forEach(item -> items.add(toJava(item)));
        yield items;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put(String.valueOf(toJava(key)), toJava(entry)));
        yield entries;
      }
      default -> object;
    };
  }

  static boolean isSafeInteger(Object object) {
    return object instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) <= SAFE_INTEGER;
  }

  /** What the module prints of a value that it cannot read. */
  static String describe(Object object) {
    return switch (object) {
      case Failure failure -> String.valueOf(failure.cause().getMessage());
      case ErrorObject error -> error.message();
      default -> String.valueOf(object);
    };
  }
}
