package dev.cuboid.model.raw;

/**
 * A cube or view as its file defines it.
 *
 * @param kind what it is
 * @param name its name
 * @param body its properties
 */
public record RawDefinition(Kind kind, String name, RawNode.Mapping body) {

  /** What a file can define. */
  public enum Kind {
    CUBE,
    VIEW,
    VIEW_GROUP
  }
}
