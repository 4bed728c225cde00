package dev.cuboid.model;

import java.util.Optional;

/** The window of a rolling measure. */
public sealed interface RollingWindow {

  /** From which end of each period the window is measured. */
  enum Offset {
    START,
    END
  }

  /**
   * A window of fixed width.
   *
   * @param trailing such as {@code 7 day} or {@code unbounded}
   * @param leading likewise
   * @param offset the end from which it is measured
   */
  record Fixed(Optional<String> trailing, Optional<String> leading, Offset offset)
      implements RollingWindow {}

  /** From the start of the period of that granularity. */
  record ToDate(String granularity) implements RollingWindow {}
}
