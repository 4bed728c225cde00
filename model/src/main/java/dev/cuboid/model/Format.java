package dev.cuboid.model;

import java.util.Optional;

/** How a client should print a member's values. */
public sealed interface Format {

  /** A format with a name, such as {@code currency} or {@code percent}. */
  record Named(String name) implements Format {}

  /** {@code {type: 'link', label}}. */
  record Link(String label) implements Format {}

  /** A d3-format string for numbers, or the name of one of Cube's own number formats. */
  record CustomNumeric(String value, Optional<String> alias) implements Format {}

  /** A strftime string for times. */
  record CustomTime(String value) implements Format {}
}
