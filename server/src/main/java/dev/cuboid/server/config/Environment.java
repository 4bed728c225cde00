package dev.cuboid.server.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values of the settings: the process environment, before the project's {@code .env}. */
public final class Environment {

  /** Cube's names and new ones: {@code CUBEJS_} and {@code CUBOID_}. */
  private static final Pattern PREFIX = Pattern.compile("^(CUBEJS_|CUBOID_)");

  private final Map<String, String> variables;

  /** What follows the prefix in the names of a database's variables. */
  private final String ofDatabase;

  private Environment(Map<String, String> variables, String ofDatabase) {
    this.variables = Map.copyOf(variables);
    this.ofDatabase = ofDatabase;
  }

  /**
   * @param project whose {@code .env} is read
   * @param process which wins over the file
   * @throws IOException if the file cannot be read
   */
  public static Environment load(Path project, Map<String, String> process) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>(DotEnv.read(project.resolve(".env")));
    variables.putAll(process);
    return of(variables);
  }

  /** The same with further values, which win over those of the environment. */
  public Environment with(Map<String, String> further) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.putAll(further);
    return new Environment(all, ofDatabase);
  }

  /** The same with further values of settings, which win over those of the environment. */
  public Environment withSettings(Map<Setting<?>, String> further) {
    Map<String, String> values = new LinkedHashMap<>();
    further.forEach((setting, value) -> values.put(variable(setting), value));
    return with(values);
  }

  /**
   * The same as a data source sees it: what concerns the database is read from variables of its
   * own, {@code CUBEJS_DS_<NAME>_DB_HOST} in place of {@code CUBEJS_DB_HOST}.
   *
   * @see <a href="https://cube.dev/docs/product/configuration/multiple-data-sources">Cube, multiple
   *     data sources</a>
   */
  public Environment forDataSource(String name) {
    return new Environment(variables, "DS_" + name.toUpperCase(Locale.ROOT) + "_");
  }

  /** The values alone, without a file. */
  public static Environment of(Map<String, String> variables) {
    return new Environment(variables, "");
  }

  /**
   * The value of a setting, or its default; an empty text counts as not set.
   *
   * @throws ConfigurationException if it cannot be read
   */
  public <T> Optional<T> find(Setting<T> setting) {
    String variable = variable(setting);
    return Optional.ofNullable(variables.get(variable))
        .filter(text -> !text.isEmpty())
        .or(setting::defaultText)
        .map(text -> setting.parse(variable, text));
  }

  /**
   * The value of a setting that always has one.
   *
   * @throws ConfigurationException if it has none, or cannot be read
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new ConfigurationException(variable(setting) + " is required"));
  }

  /** Whether a value is set, by the environment or the file. */
  public boolean isSet(Setting<?> setting) {
    return !variables.getOrDefault(variable(setting), "").isEmpty();
  }

  /** The name of the variable that a setting is read from. */
  public String variable(Setting<?> setting) {
    return setting.group() == Setting.Group.DATABASE
        ? PREFIX.matcher(setting.name()).replaceFirst("$1" + ofDatabase)
        : setting.name();
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
