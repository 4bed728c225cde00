package dev.cuboid.engine.schedule;

/** Which of several waiting queries of the same or of different tenants is first; in this order. */
public enum Priority {
  /** Other queries wait for its value. */
  REFRESH_KEY,
  /** A client waits for it. */
  INTERACTIVE,
  /** Nobody waits for it yet. */
  BACKGROUND
}
