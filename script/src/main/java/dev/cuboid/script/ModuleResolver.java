package dev.cuboid.script;

import java.util.Optional;

/** Finds the text of modules that scripts require or import. */
@FunctionalInterface
public interface ModuleResolver {

  /**
   * @param specifier as written, {@code ./helpers}
   * @param fromFile the file name of the requiring module
   * @return the module; its file name identifies it
   */
  Optional<ScriptSource> resolve(String specifier, String fromFile);

  /** Resolves nothing: every {@code require} fails. */
  static ModuleResolver none() {
    return (specifier, fromFile) -> Optional.empty();
  }
}
