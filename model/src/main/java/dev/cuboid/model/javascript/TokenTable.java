package dev.cuboid.model.javascript;

import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The holes of templates, while JavaScript passes them around as text: each has a token, made of
 * characters that no SQL holds. Not thread-safe: used under the lock of the file's script.
 */
final class TokenTable {

  private static final Pattern TOKEN = Pattern.compile("\uE000(\\d+)\uE001");

  private final TreeMap<Long, SqlPart> parts = new TreeMap<>();
  private long next;

  /** The token of a hole. */
  String add(SqlPart part) {
    parts.put(next, part);
    return "\uE000" + next++ + "\uE001";
  }

  /** The template that a text with tokens stands for. */
  SqlTemplate template(String text) {
    List<SqlPart> result = new ArrayList<>();
    Matcher tokens = TOKEN.matcher(text);
    int from = 0;
    while (tokens.find()) {
      if (tokens.start() > from) {
        result.add(new SqlPart.Text(text.substring(from, tokens.start())));
      }
      SqlPart part = parts.get(Long.parseLong(tokens.group(1)));
      if (part != null) {
        result.add(part);
      }
      from = tokens.end();
    }
    if (from < text.length()) {
      result.add(new SqlPart.Text(text.substring(from)));
    }
    return new SqlTemplate(result);
  }

  static boolean hasTokens(String text) {
    return text.indexOf('\uE000') >= 0;
  }

  /** A mark for {@link #forgetSince}. */
  long mark() {
    return next;
  }

  /** Forgets the tokens that were made after the mark: a request's tokens die with it. */
  void forgetSince(long mark) {
    parts.tailMap(mark, true).clear();
  }
}
