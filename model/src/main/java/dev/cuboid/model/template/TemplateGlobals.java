package dev.cuboid.model.template;

import dev.cuboid.jinja.JinjaFunction;
import dev.cuboid.model.SourcePosition;
import dev.cuboid.model.raw.ModelErrors;
import dev.cuboid.script.ScriptException;
import dev.cuboid.script.ScriptFunction;
import dev.cuboid.script.ScriptModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a project's {@code globals.js} adds to the templates: it exports {@code variables}, {@code
 * functions} and {@code filters}, each an object by name. It takes the place of Cube's {@code
 * globals.py}.
 *
 * @param globals variables and functions, by name
 * @param filters filters, by name
 */
record TemplateGlobals(Map<String, @Nullable Object> globals, Map<String, JinjaFunction> filters) {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  /**
   * Reads the exports of {@code globals.js}; what is none of the three is left alone, for a file of
   * that name may be an ordinary helper.
   */
  static TemplateGlobals of(ScriptModule module, SourcePosition position, ModelErrors errors) {
    Map<String, @Nullable Object> globals = new LinkedHashMap<>();
    Map<String, JinjaFunction> filters = new LinkedHashMap<>();
    object(module, "variables", position, errors)
        .forEach((name, value) -> globals.put(name, value(value)));
    functions(module, "functions", position, errors)
        .forEach(
            (name, function) -> {
              if (globals.putIfAbsent(name, function) != null) {
                errors.add(position, "'" + name + "' is both a variable and a function");
              }
            });
    filters.putAll(functions(module, "filters", position, errors));
    return new TemplateGlobals(globals, filters);
  }

  static TemplateGlobals none() {
    return new TemplateGlobals(Map.of(), Map.of());
  }

  private static Map<String, JinjaFunction> functions(
      ScriptModule module, String export, SourcePosition position, ModelErrors errors) {
    Map<String, JinjaFunction> functions = new LinkedHashMap<>();
    object(module, export, position, errors)
        .forEach(
            (name, value) -> {
              if (value instanceof ScriptFunction function) {
                functions.put(name, callable(function));
              } else {
                errors.add(
                    position,
                    "'%s.%s': function registration must be used with functions, actual: '%s'"
                        .formatted(export, name, typeOf(value)));
              }
            });
    return functions;
  }

  private static String typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String _ -> "string";
      case Number _ -> "number";
      case Boolean _ -> "boolean";
      case List<?> _ -> "array";
      default -> "object";
    };
  }

  private static Map<String, @Nullable Object> object(
      ScriptModule module, String export, SourcePosition position, ModelErrors errors) {
    @Nullable Object exported = module.exports().get(export);
    if (exported == null) {
      return Map.of();
    }
    if (!(exported instanceof Map<?, ?> object)) {
      errors.add(position, "'" + export + "' must be an object");
      return Map.of();
    }
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    object.forEach((name, value) -> entries.put(String.valueOf(name), value));
    return entries;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case ScriptFunction function -> callable(function);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((name, entry) -> entries.put(String.valueOf(name), value(entry)));
        yield entries;
      }
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.forEach(item -> items.add(value(item)));
        yield items;
      }
      case null, default -> value;
    };
  }

  private static JinjaFunction callable(ScriptFunction function) {
    return arguments -> {
      try {
        return value(function.call(LIMIT, arguments.toArray()));
      } catch (ScriptException e) {
        throw new IllegalStateException(
            e.errorType()
                + ": "
                + e.getMessage()
                + e.position().map(at -> " (at " + at + ")").orElse(""),
            e);
      }
    };
  }
}
