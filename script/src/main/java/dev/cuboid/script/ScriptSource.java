package dev.cuboid.script;

/**
 * A file of JavaScript.
 *
 * @param fileName the name that errors show
 * @param text its content
 * @param commonJs whether it is a CommonJS module, whatever it looks like
 */
public record ScriptSource(String fileName, String text, boolean commonJs) {

  /** How the names of sources begin that are no script's: errors never point into them. */
  public static final String INTERNAL = "cuboid:";

  /** A file that is an ES module if it looks like one. */
  public ScriptSource(String fileName, String text) {
    this(fileName, text, false);
  }
}
