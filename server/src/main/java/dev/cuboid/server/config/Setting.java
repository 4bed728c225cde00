package dev.cuboid.server.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * An environment variable, declared once.
 *
 * @param name of the variable
 * @param group under which the documentation lists it
 * @param form what its text must look like, for people
 * @param defaultText what holds when it is not set; empty where nothing does
 * @param help one line
 * @param secret whether its value must never be shown
 * @param parser reads the text
 * @param <T> what it means
 */
public record Setting<T>(
    String name,
    Group group,
    String form,
    Optional<String> defaultText,
    String help,
    boolean secret,
    Function<String, T> parser) {

  /** Headings of the documentation. */
  public enum Group {
    SERVER("Server"),
    SIGN_IN("Sign-in"),
    DATA_SOURCES("Data sources"),
    DATABASE("Database"),
    QUERIES("Queries and cache"),
    TRACES("Traces");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /**
   * Reads a text; a bad one is a {@link ConfigurationException} in Cube's words.
   *
   * @param variable that the text is of
   */
  T parse(String variable, String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      String shown = secret ? "…" : text;
      throw new ConfigurationException(
          "Value \"" + shown + "\" is not valid for " + variable + ". Must be " + form + ".");
    }
  }
}
