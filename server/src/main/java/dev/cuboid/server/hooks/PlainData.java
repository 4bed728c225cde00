package dev.cuboid.server.hooks;

import dev.cuboid.script.ScriptFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes data, and only data, from what hooks give back. */
final class PlainData {

  private PlainData() {}

  /**
   * An object of plain values; empty for null.
   *
   * @param origin names the value in the error
   * @throws HookException for anything but an object, or where there is a function inside
   */
  static Optional<Map<String, @Nullable Object>> object(@Nullable Object value, String origin) {
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new HookException("Error: " + origin + " must be an object");
    }
    requireData(map, origin);
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    map.forEach((name, entry) -> object.put(String.valueOf(name), entry));
    return Optional.of(object);
  }

  private static void requireData(@Nullable Object value, String origin) {
    switch (value) {
      case ScriptFunction _ ->
          throw new HookException("Error: " + origin + " must not contain a function");
      case Map<?, ?> map -> map.values().forEach(entry -> requireData(entry, origin));
      case Iterable<?> items -> items.forEach(item -> requireData(item, origin));
      case null, default -> {}
    }
  }
}
