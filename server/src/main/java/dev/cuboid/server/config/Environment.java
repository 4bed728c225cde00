package dev.cuboid.server.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of the settings: the process environment, before the project's {@code .env}. */
public final class Environment {

  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /**
   * @param project whose {@code .env} is read
   * @param process which wins over the file
   * @throws IOException if the file cannot be read
   */
  public static Environment load(Path project, Map<String, String> process) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>(DotEnv.read(project.resolve(".env")));
    variables.putAll(process);
    return new Environment(variables);
  }

  /** The same with further values, which win over those of the environment. */
  public Environment with(Map<String, String> further) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.putAll(further);
    return new Environment(all);
  }

  /** The values alone, without a file. */
  public static Environment of(Map<String, String> variables) {
    return new Environment(variables);
  }

  /**
   * The value of a setting, or its default; an empty text counts as not set.
   *
   * @throws ConfigurationException if it cannot be read
   */
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(variables.get(setting.name()))
        .filter(text -> !text.isEmpty())
        .or(setting::defaultText)
        .map(setting::parse);
  }

  /**
   * The value of a setting that always has one.
   *
   * @throws ConfigurationException if it has none, or cannot be read
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new ConfigurationException(setting.name() + " is required"));
  }

  /** Whether a value is set, by the environment or the file. */
  public boolean isSet(Setting<?> setting) {
    return !variables.getOrDefault(setting.name(), "").isEmpty();
  }

  /** All variables, as scripts see them in {@code process.env}. */
  public Map<String, String> variables() {
    return variables;
  }

  /** Whether mistakes are answered at length, and requests without a token at all. */
  public boolean isDevelopmentMode() {
    boolean production = find(Settings.NODE_ENV).map("production"::equals).orElse(false);
    return !production || get(Settings.DEV_MODE);
  }

  /** The variables that are named like settings, and are none. */
  public List<UnknownVariable> unknownVariables() {
    return UnknownVariable.among(variables.keySet());
  }
}
