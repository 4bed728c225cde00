package dev.cuboid.jinja;

import java.util.Optional;

/** A template that cannot be read or rendered. */
public final class JinjaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A place in a template.
   *
   * @param template its name
   * @param line from 1
   * @param column from 1
   */
  public record Position(String template, int line, int column) {}

  private final transient Optional<Position> position;

  JinjaException(String message, Optional<Position> position) {
    super(message);
    this.position = position;
  }

  /** Where it went wrong, if known; may be another template than the one that was rendered. */
  public Optional<Position> position() {
    return position;
  }
}
