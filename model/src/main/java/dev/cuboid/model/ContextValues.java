package dev.cuboid.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values that a model's context variables read: a JSON object as plain Java values (String,
 * Number, Boolean, List, Map, null). {@link #toString} says nothing of the values.
 */
public final class ContextValues {

  private static final ContextValues EMPTY = new ContextValues(Map.of());

  private final Map<String, @Nullable Object> values;

  private ContextValues(Map<String, ? extends @Nullable Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The context of a request that carries no values. */
  public static ContextValues empty() {
    return EMPTY;
  }

  public static ContextValues of(Map<String, ? extends @Nullable Object> values) {
    return values.isEmpty() ? EMPTY : new ContextValues(values);
  }

  /** All values, read-only. */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /**
   * The value at a path of member names; empty where any step is missing, null, or not an object.
   */
  public Optional<Object> at(List<String> path) {
    @Nullable Object current = values;
    for (String step : path) {
      if (!(current instanceof Map<?, ?> object)) {
        return Optional.empty();
      }
      current = object.get(step);
    }
    return Optional.ofNullable(current);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContextValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "ContextValues" + values.keySet();
  }
}
