package dev.cuboid.security;

import java.util.List;
import java.util.Optional;

/** Makes what a stranger sent fit to stand in one line of a log. */
final class Printable {

  private static final int MAXIMUM_LENGTH = 200;

  private Printable() {}

  static String text(String text) {
    String start =
        text.length() <= MAXIMUM_LENGTH ? text : text.substring(0, MAXIMUM_LENGTH) + "...";
    return start.replaceAll("[^\\x20-\\x7E]", "?");
  }

  static String orAbsent(Optional<String> text) {
    return text.map(Printable::text).orElse("not there");
  }

  static String orAbsent(List<String> texts) {
    return texts.isEmpty() ? "not there" : text(String.join(", ", texts));
  }
}
