package dev.cuboid.server.validation;

import java.util.Optional;

/**
 * Something that the author of a data model should know.
 *
 * @param severity how bad it is
 * @param place where, if known
 * @param member the cube or {@code Cube.member} that is concerned, if any
 * @param message what is wrong and what was expected
 */
public record Finding(
    Severity severity, Optional<Place> place, Optional<String> member, String message) {

  /** How bad a finding is. */
  public enum Severity {
    /** The model does not compile, or the database refuses it. */
    ERROR,
    /** It could not be checked. */
    WARNING,
    /** Worth a look. */
    NOTE
  }

  /**
   * A place in a file.
   *
   * @param file the path below the project's folder, with {@code /}
   * @param line from 1
   * @param column from 1
   */
  public record Place(String file, int line, int column) {

    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }
}
