package dev.cuboid.model.compile;

import dev.cuboid.model.ContextReads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what of {@code COMPILE_CONTEXT} the text of a YAML file or template names. A name in a
 * comment counts as well.
 */
final class TextContextReads {

  private static final String NAME = "COMPILE_CONTEXT";
  private static final Pattern CONTEXT = Pattern.compile("(?<![\\w.])" + NAME + "(?!\\w)");
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z_]\\w*)|\\[(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")\\]");

  private TextContextReads() {}

  static ContextReads of(String text) {
    if (!text.contains(NAME)) {
      return ContextReads.none();
    }
    Set<List<String>> paths = new HashSet<>();
    Matcher context = CONTEXT.matcher(text);
    while (context.find()) {
      paths.add(path(text, context.end()));
    }
    return new ContextReads(paths);
  }

  private static List<String> path(String text, int start) {
    List<String> path = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = start;
    while (step.region(end, text.length()).lookingAt()) {
      for (int group = 1; group <= step.groupCount(); group++) {
        if (step.group(group) != null) {
          path.add(step.group(group));
        }
      }
      end = step.end();
    }
    boolean call = end < text.length() && text.charAt(end) == '(';
    if (call && !path.isEmpty()) {
      path.removeLast();
    }
    return List.copyOf(path);
  }
}
