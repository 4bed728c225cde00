package dev.cuboid.engine.source;

/** A text that is never printed, not even as part of a record. */
public record Secret(String value) {

  @Override
  public String toString() {
    return "[hidden]";
  }
}
