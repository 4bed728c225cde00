package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Any;
import dev.cuboid.query.sql.SqlExpression.Sequence;
import dev.cuboid.query.sql.SqlExpression.Text;
import java.util.List;

/** Tells which expressions hold together without parentheses. */
final class Atoms {

  private Atoms() {}

  static boolean isAtom(SqlExpression expression) {
    return switch (expression) {
      case Text(String sql) -> isAtom(List.of(expression), sql.length());
      case Sequence(List<SqlExpression> parts) -> isAtom(parts, Integer.MAX_VALUE);
      case All(List<SqlExpression> conditions) ->
          conditions.size() == 1 && isAtom(conditions.getFirst());
      case Any(List<SqlExpression> conditions) ->
          conditions.size() == 1 && isAtom(conditions.getFirst());
      case SqlExpression.Comparison _,
          SqlExpression.In _,
          SqlExpression.IsNull _,
          SqlExpression.Matches _,
          SqlExpression.SameAs _,
          SqlExpression.Bin _,
          SqlExpression.Concatenation _,
          SqlExpression.Shift _,
          SqlExpression.Truth _ ->
          false;
      case SqlExpression.Operand _,
          SqlExpression.RelationName _,
          SqlExpression.Column _,
          SqlExpression.Parameter _,
          SqlExpression.StringLiteral _,
          SqlExpression.TimeLiteral _,
          SqlExpression.CountRows _,
          SqlExpression.Aggregate _,
          SqlExpression.Rank _,
          SqlExpression.Over _,
          SqlExpression.Case _,
          SqlExpression.Truncate _,
          SqlExpression.InTimezone _,
          SqlExpression.Coalesce _,
          SqlExpression.UrlEncoded _,
          SqlExpression.Rows _ ->
          true;
    };
  }

  /**
   * Whether an author's SQL is one name, literal or call: nothing but such characters outside of
   * parentheses and quotes. What is in doubt is none.
   */
  private static boolean isAtom(List<SqlExpression> parts, int length) {
    if (length == 0) {
      return false;
    }
    int depth = 0;
    char quote = 0;
    for (SqlExpression part : parts) {
      if (!(part instanceof Text(String sql))) {
        if (depth == 0 && !isAtom(part)) {
          return false;
        }
        continue;
      }
      for (int index = 0; index < sql.length(); index++) {
        char character = sql.charAt(index);
        if (quote != 0) {
          quote = character == quote ? 0 : quote;
        } else if (character == '\'' || character == '"' || character == '`') {
          quote = character;
        } else if (character == '(') {
          depth++;
        } else if (character == ')') {
          depth--;
        } else if (depth == 0 && !isNamePart(character)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isNamePart(char character) {
    return Character.isLetterOrDigit(character) || character == '_' || character == '.';
  }
}
