package dev.cuboid.model;

/**
 * A place in a model file.
 *
 * @param file the path below the model folder
 * @param line from 1
 * @param column from 1
 */
public record SourcePosition(String file, int line, int column) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
