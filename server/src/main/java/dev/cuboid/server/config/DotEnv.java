package dev.cuboid.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} files by the rules of dotenv: {@code NAME=value}, {@code export} before it,
 * quotes around values, comments behind {@code #}.
 *
 * @see <a href="https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow">The
 *     rules</a>
 */
final class DotEnv {

  private static final Pattern LINE =
      Pattern.compile(
          "^\\s*(?:export\\s+)?([\\w.-]+)(?:\\s*=\\s*?|:\\s+?)(\\s*'(?:\\\\'|[^'])*'|\\s*\"(?:\\\\\"|[^\"])*\"|\\s*`(?:\\\\`|[^`])*`|[^#\\r"
              + "\\n"
              + "]+)?\\s*(?:#.*)?$",
          Pattern.MULTILINE);

  /** With which some editors begin a file. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private DotEnv() {}

  /** The variables of a file; none where there is no file. */
  static Map<String, String> read(Path file) throws IOException {
    return Files.isRegularFile(file) ? parse(Files.readString(file)) : Map.of();
  }

  static Map<String, String> parse(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    Matcher lines = LINE.matcher(text.replace(BYTE_ORDER_MARK, "").replaceAll("\r\n?", "\n"));
    while (lines.find()) {
      String value = lines.group(2) == null ? "" : lines.group(2).strip();
      variables.put(lines.group(1), unquoted(value));
    }
    return variables;
  }

  private static String unquoted(String value) {
    if (value.length() < 2) {
      return value;
    }
    char quote = value.charAt(0);
    boolean quoted = "'\"`".indexOf(quote) >= 0 && value.charAt(value.length() - 1) == quote;
    if (!quoted) {
      return value;
    }
    String inner = value.substring(1, value.length() - 1);
    return quote == '"' ? inner.replace("\\n", "\n").replace("\\r", "\r") : inner;
  }
}
