package dev.cuboid.script;

import java.util.Optional;

/** A script that could not be read, failed, or took too long. */
public final class ScriptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why the script ended. */
  public enum Kind {
    /** The text is not JavaScript. */
    SYNTAX,
    /** The script threw, or a promise was rejected. */
    THROWN,
    /** The time limit ended it. */
    TIMEOUT,
    /** It wanted more memory than there is. */
    MEMORY
  }

  /**
   * A place in a script.
   *
   * @param fileName of the source
   * @param line from 1
   * @param column from 1
   */
  public record Position(String fileName, int line, int column) {

    @Override
    public String toString() {
      return fileName + ":" + line + ":" + column;
    }
  }

  private final Kind kind;
  private final String errorType;
  private final transient Optional<Position> position;
  private final String scriptStack;

  ScriptException(
      Kind kind, String errorType, String message, Optional<Position> position, String stack) {
    super(message);
    this.kind = kind;
    this.errorType = errorType;
    this.position = position;
    this.scriptStack = stack;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * The name of the thrown error's constructor, {@code TypeError}; for a thrown value that is no
   * Error, its {@code typeof}.
   */
  public String errorType() {
    return errorType;
  }

  /** Where it was thrown, if known. */
  public Optional<Position> position() {
    return position;
  }

  /** The JavaScript stack, a frame a line; may be empty. */
  public String scriptStack() {
    return scriptStack;
  }
}
