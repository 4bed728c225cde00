package dev.cuboid.model.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes titles for people out of names, as Cube does. */
final class Titles {

  /** Words that stay lower case, unless they come first. */
  private static final Set<String> SMALL_WORDS =
      Set.of(
          "and", "or", "nor", "a", "an", "the", "so", "but", "to", "of", "at", "by", "from", "into",
          "on", "onto", "off", "out", "in", "over", "with", "for");

  private Titles() {}

  /** {@code lastOrderAt} as {@code Last Order at}; {@code userId} as {@code User ID}. */
  static String of(String name) {
    List<String> words = words(name);
    List<String> titled = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (i > 0 && SMALL_WORDS.contains(word)) {
        titled.add(word);
      } else if (word.equals("id")) {
        titled.add("ID");
      } else {
        titled.add(capitalized(word));
      }
    }
    return String.join(" ", titled);
  }

  /** Splits at underscores, at capitals, and after digits. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || c == '-' || c == '.' || c == ' ') {
        // Digits stay with the word before them: rolling_30d is Rolling30 D.
        boolean digitFollows = i + 1 < name.length() && Character.isDigit(name.charAt(i + 1));
        if (!digitFollows) {
          flush(word, words);
        }
        continue;
      }
      if (startsWord(name, i)) {
        flush(word, words);
      }
      word.append(c);
    }
    flush(word, words);
    return words;
  }

  private static boolean startsWord(String name, int i) {
    if (i == 0) {
      return false;
    }
    char previous = name.charAt(i - 1);
    char current = name.charAt(i);
    if (Character.isDigit(previous)) {
      return Character.isLetter(current);
    }
    if (!Character.isUpperCase(current)) {
      return false;
    }
    boolean nextIsLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
    return Character.isLowerCase(previous) || (Character.isUpperCase(previous) && nextIsLower);
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
