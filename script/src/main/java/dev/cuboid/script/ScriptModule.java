package dev.cuboid.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A loaded module.
 *
 * @param exports what it exports, by name, as plain Java values
 */
public record ScriptModule(Map<String, @Nullable Object> exports) {

  public ScriptModule {
    exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
  }

  static ScriptModule of(@Nullable Object exported) {
    if (exported instanceof Map<?, ?> names) {
      Map<String, @Nullable Object> byName = new LinkedHashMap<>();
      names.forEach((name, value) -> byName.put(String.valueOf(name), value));
      return new ScriptModule(byName);
    }
    return new ScriptModule(Collections.singletonMap("default", exported));
  }

  /** The exported function of that name. */
  public Optional<ScriptFunction> function(String name) {
    return exports.get(name) instanceof ScriptFunction function
        ? Optional.of(function)
        : Optional.empty();
  }
}
