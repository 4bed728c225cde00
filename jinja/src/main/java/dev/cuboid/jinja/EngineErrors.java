package dev.cuboid.jinja;

import dev.cuboid.jinja.JinjaException.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the texts of the engine's errors, which say the place only as text. */
final class EngineErrors {

  private static final Pattern PLACE =
      Pattern.compile("\\A(.*?) \\(in (.+):(\\d+)\\)(?:\\n|\\z)", Pattern.DOTALL);

  /** The line under the failing one, with {@code ^} under the failing expression. */
  private static final Pattern MARK = Pattern.compile("^ {5}i ( *)\\^", Pattern.MULTILINE);

  private static final Pattern INCLUDED =
      Pattern.compile("\\Acould not render include: error in \"(.+)\" \\(in ");

  private EngineErrors() {}

  /**
   * @param firstLineOffset how many characters were put before the first line of that template
   */
  static JinjaException of(String text, java.util.function.ToIntFunction<String> firstLineOffset) {
    Matcher place = PLACE.matcher(text);
    if (!place.find()) {
      return new JinjaException(text, Optional.empty());
    }
    String template = place.group(2);
    int line = Math.max(1, Integer.parseInt(place.group(3)));
    Matcher mark = MARK.matcher(text);
    int column = mark.find() ? mark.group(1).length() + 1 : 1;
    if (line == 1) {
      column = Math.max(1, column - firstLineOffset.applyAsInt(template));
    }
    return new JinjaException(
        readable(place.group(1)), Optional.of(new Position(template, line, column)));
  }

  /** The template inside which the error happened, where the engine does not say the error. */
  static Optional<String> includedTemplate(String text) {
    Matcher included = INCLUDED.matcher(text);
    return included.find() ? Optional.of(included.group(1)) : Optional.empty();
  }

  private static String readable(String message) {
    return message.equals("engine ran out of fuel")
        ? "the template takes too many steps: does a loop or a macro not end?"
        : message;
  }
}
