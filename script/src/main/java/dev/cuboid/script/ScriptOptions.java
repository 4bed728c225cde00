package dev.cuboid.script;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScriptContext} is given; nothing else of the outside can be reached from it.
 *
 * @param console where {@code console} prints
 * @param modules what {@code require} and {@code import} find
 * @param environment {@code process.env}
 * @param globals further global names: plain Java values and {@link HostFunction}s
 * @param loadLimit how long a module may take to load
 */
public record ScriptOptions(
    ScriptConsole console,
    ModuleResolver modules,
    Map<String, String> environment,
    Map<String, @Nullable Object> globals,
    Duration loadLimit) {

  private static final Duration DEFAULT_LOAD_LIMIT = Duration.ofSeconds(15);

  public ScriptOptions {
    environment = Map.copyOf(environment);
    globals = Collections.unmodifiableMap(new LinkedHashMap<>(globals));
  }

  /** Silent, without modules, environment or globals; modules load within 15 seconds. */
  public static ScriptOptions defaults() {
    return new ScriptOptions(
        ScriptConsole.silent(), ModuleResolver.none(), Map.of(), Map.of(), DEFAULT_LOAD_LIMIT);
  }

  public ScriptOptions withConsole(ScriptConsole newConsole) {
    return new ScriptOptions(newConsole, modules, environment, globals, loadLimit);
  }

  public ScriptOptions withModules(ModuleResolver newModules) {
    return new ScriptOptions(console, newModules, environment, globals, loadLimit);
  }

  public ScriptOptions withEnvironment(Map<String, String> newEnvironment) {
    return new ScriptOptions(console, modules, newEnvironment, globals, loadLimit);
  }

  public ScriptOptions withGlobals(Map<String, @Nullable Object> newGlobals) {
    return new ScriptOptions(console, modules, environment, newGlobals, loadLimit);
  }

  public ScriptOptions withLoadLimit(Duration newLoadLimit) {
    return new ScriptOptions(console, modules, environment, globals, newLoadLimit);
  }
}
