package dev.cuboid.model;

import java.util.Optional;

/**
 * One thing wrong in a model file.
 *
 * @param position where, if known
 * @param member the cube or {@code Cube.member} that is concerned, if any
 * @param message what is wrong and what was expected; the text of Cube where Cube has one
 */
public record ModelError(
    Optional<SourcePosition> position, Optional<String> member, String message) {

  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return position.map(where -> where + ": ").orElse("") + message;
  }
}
