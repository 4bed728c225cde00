package dev.cuboid.server.rest;

import java.util.Set;

/**
 * Finds the first mistake in a JSON text and says it in the words of V8's {@code JSON.parse}, which
 * clients of Cube see and match on. Parsing itself is left to the JSON library.
 */
final class JavaScriptJson {

  private static final int SURROUNDING = 10;
  private static final int LONGEST_SHOWN_WHOLE = 2 * SURROUNDING;

  /** What JavaScript prints for values that are none: V8 shows these alone. */
  private static final Set<String> PRINTED_NO_VALUES =
      Set.of("NaN", "Infinity", "undefined", "[object Object]");

  /** Where and how the text ends to be JSON. */
  private static final class Mistake extends Exception {

    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message);
    }
  }

  private final String text;
  private int at;

  private JavaScriptJson(String text) {
    this.text = text;
  }

  /** V8's message for a text that is not JSON. */
  static String messageFor(String text) {
    JavaScriptJson scanner = new JavaScriptJson(text);
    try {
      scanner.value();
      scanner.skipSpace();
      if (scanner.at < text.length()) {
        throw scanner.mistake("Unexpected non-whitespace character after JSON");
      }
      return "Unexpected end of JSON input";
    } catch (Mistake e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void value() throws Mistake {
    skipSpace();
    if (at >= text.length()) {
      throw end();
    }
    char c = text.charAt(at);
    switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> {
        if (c != '-' && !isDigit(c)) {
          throw unexpected();
        }
        number();
      }
    }
  }

  private void object() throws Mistake {
    at++;
    skipSpace();
    if (isAt('}')) {
      at++;
      return;
    }
    String nameExpected = "Expected property name or '}' in JSON";
    while (true) {
      skipSpace();
      require('"', nameExpected);
      string();
      skipSpace();
      require(':', "Expected ':' after property name in JSON");
      at++;
      value();
      skipSpace();
      if (isAt('}')) {
        at++;
        return;
      }
      require(',', "Expected ',' or '}' after property value in JSON");
      at++;
      nameExpected = "Expected double-quoted property name in JSON";
    }
  }

  private void array() throws Mistake {
    at++;
    skipSpace();
    if (isAt(']')) {
      at++;
      return;
    }
    while (true) {
      value();
      skipSpace();
      if (isAt(']')) {
        at++;
        return;
      }
      require(',', "Expected ',' or ']' after array element in JSON");
      at++;
    }
  }

  private void string() throws Mistake {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (c < ' ') {
        throw mistake("Bad control character in string literal in JSON");
      }
      if (c == '\\') {
        escape();
      }
      at++;
    }
    throw mistake("Unterminated string in JSON");
  }

  private void escape() throws Mistake {
    at++;
    if (at >= text.length()) {
      throw end();
    }
    char c = text.charAt(at);
    if (c == 'u') {
      for (int i = 1; i <= 4; i++) {
        boolean hex = at + i < text.length() && Character.digit(text.charAt(at + i), 16) >= 0;
        if (!hex) {
          at += i;
          throw mistake("Bad Unicode escape in JSON");
        }
      }
      at += 4;
    } else if ("\"\\/bfnrt".indexOf(c) < 0) {
      throw mistake("Bad escaped character in JSON");
    }
  }

  private void number() throws Mistake {
    if (text.charAt(at) == '-') {
      at++;
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        throw mistake("No number after minus sign in JSON");
      }
    }
    boolean zero = text.charAt(at) == '0';
    at++;
    if (zero && at < text.length() && isDigit(text.charAt(at))) {
      throw mistake("Unexpected number in JSON");
    }
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      requireDigit("Unterminated fractional number in JSON");
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      requireDigit("Exponent part is missing a number in JSON");
    }
  }

  private void requireDigit(String message) throws Mistake {
    if (at >= text.length() || !isDigit(text.charAt(at))) {
      throw mistake(message);
    }
    digits();
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void word(String word) throws Mistake {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= text.length()) {
        throw end();
      }
      if (text.charAt(at) != word.charAt(i)) {
        throw unexpected();
      }
    }
  }

  private boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void require(char c, String message) throws Mistake {
    if (!isAt(c)) {
      throw mistake(message);
    }
  }

  private Mistake unexpected() {
    if (PRINTED_NO_VALUES.contains(text)) {
      return new Mistake("\"" + text + "\" is not valid JSON");
    }
    return new Mistake(
        "Unexpected token '" + text.charAt(at) + "', " + source() + " is not valid JSON");
  }

  /** The text, or what of it surrounds the mistake. */
  private String source() {
    if (text.length() <= LONGEST_SHOWN_WHOLE) {
      return "\"" + text + "\"";
    }
    boolean fromStart = at < SURROUNDING;
    boolean toEnd = !fromStart && at >= text.length() - SURROUNDING;
    String shown =
        text.substring(fromStart ? 0 : at - SURROUNDING, toEnd ? text.length() : at + SURROUNDING);
    return (fromStart ? "" : "...") + "\"" + shown + "\"" + (toEnd ? "" : "...");
  }

  private Mistake mistake(String message) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < at && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Mistake(
        message + " at position " + at + " (line " + line + " column " + column + ")");
  }

  private static Mistake end() {
    return new Mistake("Unexpected end of JSON input");
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
