package dev.cuboid.script;

/** Where {@code console.log} and its kin go. */
@FunctionalInterface
public interface ScriptConsole {

  /** How loud a line was said. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** Called on the thread that runs the script. */
  void print(Level level, String line);

  /** A console that keeps nothing. */
  static ScriptConsole silent() {
    return (level, line) -> {};
  }
}
