package dev.cuboid.model;

import dev.cuboid.script.ScriptConsole;
import java.util.Map;

/**
 * What the files of a model are given from outside.
 *
 * @param console where {@code console.log} of JavaScript files goes
 * @param environment what {@code env_var} of templates reads
 */
public record CompilerOptions(ScriptConsole console, Map<String, String> environment) {

  public CompilerOptions {
    environment = Map.copyOf(environment);
  }

  /** A silent console, and no environment. */
  public static CompilerOptions defaults() {
    return new CompilerOptions(ScriptConsole.silent(), Map.of());
  }

  public CompilerOptions withConsole(ScriptConsole newConsole) {
    return new CompilerOptions(newConsole, environment);
  }

  public CompilerOptions withEnvironment(Map<String, String> newEnvironment) {
    return new CompilerOptions(console, newEnvironment);
  }
}
