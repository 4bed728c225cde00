package dev.cuboid.model.yaml;

import dev.cuboid.model.yaml.PythonExpression.Attribute;
import dev.cuboid.model.yaml.PythonExpression.Call;
import dev.cuboid.model.yaml.PythonExpression.FormattedText;
import dev.cuboid.model.yaml.PythonExpression.Lambda;
import dev.cuboid.model.yaml.PythonExpression.ListLiteral;
import dev.cuboid.model.yaml.PythonExpression.Literal;
import dev.cuboid.model.yaml.PythonExpression.Logical;
import dev.cuboid.model.yaml.PythonExpression.Name;
import dev.cuboid.model.yaml.PythonExpression.Not;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the text of a SQL property of a YAML model as a Python f-string. */
final class PythonParser {

  /** The text is no expression of the supported subset. */
  static final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    SyntaxException(String message, int offset) {
      super(message);
      this.offset = offset;
    }

    /** Where in the text, from 0. */
    int offset() {
      return offset;
    }
  }

  private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "lambda");
  private static final int MAXIMUM_DEPTH = 100;
  private static final int MAXIMUM_OPERATORS = 500;

  private final String text;
  private int at;
  private int depth;
  private int operators;

  private PythonParser(String text) {
    this.text = text;
  }

  /** Parses the whole text as an f-string's content; {@code \{} and <code>\}</code> are braces. */
  static FormattedText formattedText(String text) throws SyntaxException {
    PythonParser parser = new PythonParser(text);
    FormattedText result = parser.formatted("");
    if (parser.at < text.length()) {
      throw parser.error("unexpected '" + text.charAt(parser.at) + "'");
    }
    return result;
  }

  /** Parses the whole text as one expression. */
  static PythonExpression expression(String text) throws SyntaxException {
    PythonParser parser = new PythonParser(text);
    PythonExpression result = parser.expression();
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw parser.error("unexpected '" + text.charAt(parser.at) + "'");
    }
    return result;
  }

  private FormattedText formatted(String quote) throws SyntaxException {
    List<PythonExpression> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    while (at < text.length() && (quote.isEmpty() || !text.startsWith(quote, at))) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && isEscaped(text.charAt(at + 1), quote)) {
        literal.append(text.charAt(at + 1));
        at += 2;
      } else if (c == '{') {
        if (!literal.isEmpty()) {
          parts.add(new Literal(literal.toString()));
          literal.setLength(0);
        }
        at++;
        parts.add(expression());
        skipSpace();
        expect('}');
      } else if (c == '}') {
        throw error("single '}'; write \\} for a brace in the SQL");
      } else {
        literal.append(c);
        at++;
      }
    }
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
    }
    return new FormattedText(parts);
  }

  private static boolean isEscaped(char c, String quote) {
    return c == '{' || c == '}' || (!quote.isEmpty() && (c == '\\' || quote.indexOf(c) >= 0));
  }

  private PythonExpression expression() throws SyntaxException {
    if (++depth > MAXIMUM_DEPTH) {
      throw error("the expression is nested too deeply");
    }
    PythonExpression result = word("lambda") ? lambda() : disjunction();
    depth--;
    return result;
  }

  private PythonExpression lambda() throws SyntaxException {
    List<String> parameters = new ArrayList<>();
    skipSpace();
    while (at < text.length() && text.charAt(at) != ':') {
      parameters.add(identifier());
      skipSpace();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        skipSpace();
      }
    }
    expect(':');
    return new Lambda(parameters, expression());
  }

  private PythonExpression disjunction() throws SyntaxException {
    PythonExpression left = conjunction();
    while (word("or")) {
      countOperator();
      left = new Logical(false, left, conjunction());
    }
    return left;
  }

  private void countOperator() throws SyntaxException {
    if (++operators > MAXIMUM_OPERATORS) {
      throw error("the expression has too many operators");
    }
  }

  private PythonExpression conjunction() throws SyntaxException {
    PythonExpression left = negation();
    while (word("and")) {
      countOperator();
      left = new Logical(true, left, negation());
    }
    return left;
  }

  private PythonExpression negation() throws SyntaxException {
    int negations = 0;
    while (word("not")) {
      countOperator();
      negations++;
    }
    PythonExpression result = postfix();
    for (int i = 0; i < negations; i++) {
      result = new Not(result);
    }
    return result;
  }

  private PythonExpression postfix() throws SyntaxException {
    PythonExpression result = primary();
    for (int length = 0; ; length++) {
      if (length > MAXIMUM_DEPTH) {
        throw error("the expression is nested too deeply");
      }
      skipSpace();
      if (at >= text.length()) {
        return result;
      }
      switch (text.charAt(at)) {
        case '.' -> {
          at++;
          skipSpace();
          result = new Attribute(result, identifier());
        }
        case '(' -> {
          at++;
          result = new Call(result, items(')'));
        }
        default -> {
          return result;
        }
      }
    }
  }

  private List<PythonExpression> items(char end) throws SyntaxException {
    List<PythonExpression> items = new ArrayList<>();
    skipSpace();
    while (at < text.length() && text.charAt(at) != end) {
      items.add(expression());
      skipSpace();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        skipSpace();
      } else {
        break;
      }
    }
    expect(end);
    return items;
  }

  private PythonExpression primary() throws SyntaxException {
    skipSpace();
    if (at >= text.length()) {
      throw error("an expression is expected");
    }
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      PythonExpression inner = expression();
      skipSpace();
      expect(')');
      return inner;
    }
    if (c == '[') {
      at++;
      return new ListLiteral(items(']'));
    }
    if (c == 'f' && at + 1 < text.length() && isQuote(text.charAt(at + 1))) {
      at++;
      return quoted(true);
    }
    if (isQuote(c)) {
      return quoted(false);
    }
    if (Character.isDigit(c) || c == '-') {
      return number();
    }
    return name();
  }

  private PythonExpression quoted(boolean formatted) throws SyntaxException {
    String quote =
        text.startsWith("\"\"\"", at) || text.startsWith("'''", at)
            ? text.substring(at, at + 3)
            : text.substring(at, at + 1);
    at += quote.length();
    PythonExpression result = formatted ? formatted(quote) : plain(quote);
    if (!text.startsWith(quote, at)) {
      throw error("the string does not end");
    }
    at += quote.length();
    return result;
  }

  private Literal plain(String quote) {
    StringBuilder literal = new StringBuilder();
    while (at < text.length() && !text.startsWith(quote, at)) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
        literal.append(unescaped(text.charAt(at++)));
      } else {
        literal.append(text.charAt(at++));
      }
    }
    return new Literal(literal.toString());
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> c;
    };
  }

  private Literal number() throws SyntaxException {
    int start = at;
    at++;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      return digits.contains(".")
          ? new Literal(Double.valueOf(digits))
          : new Literal(Long.valueOf(digits));
    } catch (NumberFormatException e) {
      throw error("'" + digits + "' is not a number");
    }
  }

  private PythonExpression name() throws SyntaxException {
    String name = identifier();
    return switch (name) {
      case "True" -> new Literal(true);
      case "False" -> new Literal(false);
      case "None" -> new Literal(null);
      default -> new Name(name);
    };
  }

  private String identifier() throws SyntaxException {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String identifier = text.substring(start, at);
    if (identifier.isEmpty() || Character.isDigit(identifier.charAt(0))) {
      throw error("a name is expected");
    }
    if (KEYWORDS.contains(identifier)) {
      throw error("'" + identifier + "' cannot stand here");
    }
    return identifier;
  }

  /** Consumes a keyword, if it stands next. */
  private boolean word(String keyword) {
    skipSpace();
    int end = at + keyword.length();
    if (text.startsWith(keyword, at) && (end == text.length() || !isNamePart(text.charAt(end)))) {
      at = end;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void expect(char expected) throws SyntaxException {
    if (at >= text.length() || text.charAt(at) != expected) {
      throw error("'" + expected + "' is expected");
    }
    at++;
  }

  private SyntaxException error(String message) {
    return new SyntaxException(message, at);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
