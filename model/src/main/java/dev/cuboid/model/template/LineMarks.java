package dev.cuboid.model.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks put behind the texts of a template, one for each line, so that what is rendered still says
 * where it comes from. A mark stands only behind what is not blank: blanks at the edge of a tag may
 * be cut off.
 */
final class LineMarks {

  /**
   * A line of a template.
   *
   * @param file the number of the template
   * @param line from 1
   */
  record Origin(int file, int line) {}

  private static final char START = '\uE002';
  private static final char END = '\uE003';
  private static final Pattern MARK = Pattern.compile(START + "(\\d+):(\\d+)" + END);
  private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*[-+]?%\\}");
  private static final Pattern END_OF_RAW = Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%\\}");

  private final String source;
  private final int file;
  private final StringBuilder result = new StringBuilder();
  private int line = 1;
  private int at;

  private LineMarks(String source, int file) {
    this.source = source;
    this.file = file;
  }

  /** Whether marks could be told from the text itself. */
  static boolean canMark(String source) {
    return source.indexOf(START) < 0 && source.indexOf(END) < 0;
  }

  /** The template with marks of that number. */
  static String marked(String source, int file) {
    LineMarks marks = new LineMarks(source, file);
    while (marks.at < source.length()) {
      marks.copyText();
      marks.copyTag();
    }
    return marks.result.toString();
  }

  static String without(String text) {
    return MARK.matcher(text).replaceAll("");
  }

  /** Where each line of a rendered text comes from; empty where its text is a tag's alone. */
  static List<Optional<Origin>> origins(String rendered) {
    List<Optional<Origin>> origins = new ArrayList<>();
    for (String text : rendered.split("\n", -1)) {
      Matcher mark = MARK.matcher(text);
      origins.add(
          mark.find()
              ? Optional.of(
                  new Origin(Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2))))
              : Optional.empty());
    }
    return origins;
  }

  private void copyText() {
    int end = startOfTag();
    int lastVisible = -1;
    while (at < end) {
      char c = source.charAt(at++);
      if (c == '\n') {
        mark(lastVisible);
        lastVisible = -1;
        line++;
      }
      result.append(c);
      if (!Character.isWhitespace(c)) {
        lastVisible = result.length();
      }
    }
    mark(lastVisible);
  }

  private void mark(int behind) {
    if (behind >= 0) {
      result.insert(behind, START + "" + file + ":" + line + END);
    }
  }

  private int startOfTag() {
    for (int i = at; i + 1 < source.length(); i++) {
      if (source.charAt(i) == '{' && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return source.length();
  }

  private void copyTag() {
    if (at >= source.length()) {
      return;
    }
    Matcher raw = RAW.matcher(source).region(at, source.length());
    int end;
    if (raw.lookingAt()) {
      Matcher endOfRaw = END_OF_RAW.matcher(source);
      end = endOfRaw.find(raw.end()) ? endOfRaw.end() : source.length();
    } else {
      end = endOfTag();
    }
    String tag = source.substring(at, end);
    result.append(tag);
    line += (int) tag.chars().filter(c -> c == '\n').count();
    at = end;
  }

  private int endOfTag() {
    char kind = source.charAt(at + 1);
    String close = kind == '{' ? "}}" : kind + "}";
    char quote = 0;
    for (int i = at + 2; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (source.startsWith(close, i)) {
        return i + 2;
      } else if (kind != '#' && (c == '"' || c == '\'')) {
        quote = c;
      }
    }
    return source.length();
  }
}
