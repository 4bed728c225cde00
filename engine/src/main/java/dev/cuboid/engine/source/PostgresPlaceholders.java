package dev.cuboid.engine.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns PostgreSQL's own placeholders ({@code $1}) into those of JDBC ({@code ?}), which is all
 * that the driver understands. A question mark that is an operator is doubled, as the driver wants
 * it.
 */
final class PostgresPlaceholders {

  /** What a placeholder, a literal, a quoted name or a comment begins with, and the operator. */
  private static final String SPECIAL = "$'\"-/?";

  private PostgresPlaceholders() {}

  /**
   * @param sql with {@code $1} to {@code $n}, or with {@code ?} for each parameter in turn
   * @param parameters {@code n} of them
   */
  static JdbcQuery translate(String sql, List<@Nullable Object> parameters) {
    JdbcQuery unchanged = new JdbcQuery(sql, parameters);
    if (sql.indexOf('$') < 0 && (sql.indexOf('?') < 0 || !parameters.isEmpty())) {
      return unchanged;
    }
    JdbcQuery translated = new Translation(sql, parameters).run();
    boolean numbered = !translated.parameters().isEmpty() || parameters.isEmpty();
    return numbered ? translated : unchanged;
  }

  /** One pass over the text. */
  private static final class Translation {

    private final String sql;
    private final List<@Nullable Object> values;
    private final List<@Nullable Object> ordered = new ArrayList<>();
    private final StringBuilder text;
    private int position;

    Translation(String sql, List<@Nullable Object> values) {
      this.sql = sql;
      this.values = values;
      this.text = new StringBuilder(sql.length());
    }

    JdbcQuery run() {
      while (position < sql.length()) {
        int end = endOfOpaqueText();
        if (end > position) {
          copyTo(end);
          continue;
        }
        switch (sql.charAt(position)) {
          case '?' -> copyAs("??");
          case '$' -> placeholder();
          default -> copyTo(endOfPlainText());
        }
      }
      return new JdbcQuery(text.toString(), ordered);
    }

    private void copyTo(int end) {
      text.append(sql, position, end);
      position = end;
    }

    private void copyAs(String replacement) {
      text.append(replacement);
      position++;
    }

    private void placeholder() {
      int end = position + 1;
      while (end < sql.length() && Character.isDigit(sql.charAt(end))) {
        end++;
      }
      if (end == position + 1 || isPartOfName(position - 1)) {
        copyAs("$");
        return;
      }
      int number = Integer.parseInt(sql, position + 1, end, 10);
      ordered.add(values.get(number - 1));
      text.append('?');
      position = end;
    }

    /** Where the next character is that may mean something else than itself. */
    private int endOfPlainText() {
      int end = position + 1;
      while (end < sql.length() && SPECIAL.indexOf(sql.charAt(end)) < 0) {
        end++;
      }
      return end;
    }

    /** Where the literal, quoted name or comment that begins here ends; here, if none begins. */
    private int endOfOpaqueText() {
      return switch (sql.charAt(position)) {
        case '\'' -> endOfQuoted('\'', isEscapeString());
        case '"' -> endOfQuoted('"', false);
        case '-' -> sql.startsWith("--", position) ? endOfLine() : position;
        case '/' -> sql.startsWith("/*", position) ? endOfComment() : position;
        case '$' -> endOfDollarQuoted();
        default -> position;
      };
    }

    private boolean isEscapeString() {
      return position > 0
          && (sql.charAt(position - 1) == 'E' || sql.charAt(position - 1) == 'e')
          && !isPartOfName(position - 2);
    }

    private int endOfQuoted(char quote, boolean backslashEscapes) {
      int index = position + 1;
      while (index < sql.length() && sql.charAt(index) != quote) {
        index += backslashEscapes && sql.charAt(index) == '\\' ? 2 : 1;
      }
      // A doubled quote ends one piece and begins the next, which comes to the same.
      return Math.min(index + 1, sql.length());
    }

    private int endOfLine() {
      int end = sql.indexOf('\n', position);
      return end < 0 ? sql.length() : end;
    }

    private int endOfComment() {
      int depth = 0;
      int index = position;
      do {
        if (sql.startsWith("/*", index)) {
          depth++;
          index += 2;
        } else if (sql.startsWith("*/", index)) {
          depth--;
          index += 2;
        } else {
          index++;
        }
      } while (depth > 0 && index < sql.length());
      return index;
    }

    private int endOfDollarQuoted() {
      int tagEnd = position + 1;
      while (tagEnd < sql.length()
          && Character.isJavaIdentifierPart(sql.charAt(tagEnd))
          && sql.charAt(tagEnd) != '$') {
        tagEnd++;
      }
      boolean isTag =
          tagEnd < sql.length()
              && sql.charAt(tagEnd) == '$'
              && !Character.isDigit(sql.charAt(position + 1))
              && !isPartOfName(position - 1);
      if (!isTag) {
        return position;
      }
      String tag = sql.substring(position, tagEnd + 1);
      int end = sql.indexOf(tag, tagEnd + 1);
      return end < 0 ? sql.length() : end + tag.length();
    }

    private boolean isPartOfName(int index) {
      return index >= 0
          && (Character.isLetterOrDigit(sql.charAt(index)) || sql.charAt(index) == '_');
    }
  }
}
