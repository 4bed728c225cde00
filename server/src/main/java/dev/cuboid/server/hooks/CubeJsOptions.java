package dev.cuboid.server.hooks;

import dev.cuboid.script.ScriptFunction;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.QuerySettings;
import dev.cuboid.server.config.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Checks the options of a {@code cube.js}, and reads those that are settings. */
final class CubeJsOptions {

  private CubeJsOptions() {}

  /**
   * @throws ConfigurationException with every mistake, in Cube's words
   */
  static void check(Map<String, Object> options) {
    List<String> mistakes = new ArrayList<>();
    options.forEach((name, value) -> mistake(name, value).ifPresent(mistakes::add));
    if (options.get(CubeJsOption.COMPILER_CACHE_SIZE) instanceof Number size
        && size.doubleValue() < 1) {
      mistakes.add(
          "\"" + CubeJsOption.COMPILER_CACHE_SIZE + "\" must be greater than or equal to 1");
    }
    mistakes.addAll(OrchestratorDescription.mistakes(options.get(OrchestratorDescription.NAME)));
    jwt(options)
        .keySet()
        .forEach(
            name -> {
              if (!CubeJsOption.JWT_SETTINGS.containsKey(name)
                  && !CubeJsOption.JWT_WITHOUT_EFFECT.contains(name)) {
                mistakes.add("\"jwt." + name + "\" is not allowed");
              }
            });
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(
          "Invalid cube-server-core options: " + String.join(". ", mistakes));
    }
  }

  private static Optional<String> mistake(String name, Object value) {
    Optional<String> refusal = CubeJsOption.refusal(name);
    if (refusal.isPresent()) {
      return refusal;
    }
    Optional<CubeJsOption.Form> form = CubeJsOption.form(name);
    if (form.isEmpty()) {
      return Optional.of("\"" + name + "\" is not allowed");
    }
    return form.filter(known -> !known.fits(value))
        .map(known -> "\"" + name + "\" " + known.demand());
  }

  /** The settings among the options, by the names of their environment variables. */
  static Map<String, String> variables(Map<String, Object> options) {
    Map<String, String> variables = new LinkedHashMap<>();
    collect(options, "", CubeJsOption.SETTINGS, variables);
    collect(jwt(options), "jwt.", CubeJsOption.JWT_SETTINGS, variables);
    Optional.ofNullable(options.get(CubeJsOption.SCHEDULED_REFRESH_TIMER))
        .ifPresent(timer -> variables.putAll(refreshWorker(timer)));
    return variables;
  }

  private static Map<String, String> refreshWorker(Object timer) {
    return timer instanceof Number seconds
        ? Map.of(
            QuerySettings.REFRESH_WORKER.name(),
            "true",
            QuerySettings.SCHEDULED_REFRESH_TIMER.name(),
            seconds.toString())
        : Map.of(QuerySettings.REFRESH_WORKER.name(), timer.toString());
  }

  private static void collect(
      Map<String, Object> options,
      String prefix,
      Map<String, Setting<?>> settings,
      Map<String, String> variables) {
    settings.forEach(
        (name, setting) ->
            Optional.ofNullable(options.get(name))
                .filter(value -> !isFunction(prefix + name, value))
                .ifPresent(value -> variables.put(setting.name(), text(prefix + name, value))));
  }

  /** Whether an option that may be a text is a function, and no setting. */
  private static boolean isFunction(String option, Object value) {
    boolean mayBe =
        option.equals("jwt." + CubeJsOption.JWK_URL)
            || option.equals(CubeJsOption.PRE_AGGREGATIONS_SCHEMA);
    return mayBe && value instanceof ScriptFunction;
  }

  /** The function that names the keys of each token. */
  static Optional<ScriptFunction> keyLocator(Map<String, Object> options) {
    return jwt(options).get(CubeJsOption.JWK_URL) instanceof ScriptFunction function
        ? Optional.of(function)
        : Optional.empty();
  }

  private static String text(String option, Object value) {
    if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      return JsonMapper.shared().writeValueAsString(data(option, list));
    }
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(item -> single(option, item)).toList());
    }
    if (value instanceof String || value instanceof Number) {
      return value.toString();
    }
    throw new ConfigurationException(
        "Invalid cube-server-core options: \"" + option + "\" must be a string");
  }

  /** Objects of nothing but plain values. */
  private static List<Map<String, @Nullable Object>> data(String option, List<?> list) {
    try {
      return list.stream().map(item -> PlainData.object(item, option).orElseGet(Map::of)).toList();
    } catch (HookException e) {
      throw new ConfigurationException(
          "Invalid cube-server-core options: \"" + option + "\" must be an array of objects");
    }
  }

  private static String single(String option, Object item) {
    if (item instanceof String text && !text.contains(",")) {
      return text;
    }
    throw new ConfigurationException(
        "Invalid cube-server-core options: \""
            + option
            + "\" must be an array of strings without commas");
  }

  private static Map<String, Object> jwt(Map<String, Object> options) {
    Map<String, Object> jwt = new LinkedHashMap<>();
    if (options.get(CubeJsOption.JWT) instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (value != null) {
              jwt.put(String.valueOf(name), value);
            }
          });
    }
    return jwt;
  }
}
