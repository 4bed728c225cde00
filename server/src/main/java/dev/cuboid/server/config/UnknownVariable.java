package dev.cuboid.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A variable that is named like a setting, and is none that has an effect.
 *
 * @param name of the variable
 * @param nearest the setting that was probably meant
 */
public record UnknownVariable(String name, Optional<String> nearest) {

  /** Read by the launcher alone. */
  private static final Set<String> OF_THE_LAUNCHER = Set.of("CUBOID_JAVA", "CUBOID_HOME");

  /** More changes than these make another word. */
  private static final int MOST_CHANGES = 2;

  /** Whether it can only be a mistake; Cube has variables that have no effect here. */
  public boolean isMistake() {
    return nearest.isPresent() || name.startsWith("CUBOID_");
  }

  /** Says it in one line. */
  public String line() {
    String question = nearest.map(near -> "; did you mean " + near + "?").orElse("");
    return name + " is not a setting" + question;
  }

  /** The unknown ones among these names, in the order of the alphabet. */
  static List<UnknownVariable> among(Collection<String> names) {
    List<String> known = Settings.all().stream().map(Setting::name).toList();
    List<UnknownVariable> unknown = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      boolean ours = name.startsWith("CUBOID_") || name.startsWith("CUBEJS_");
      if (ours && !known.contains(name) && !OF_THE_LAUNCHER.contains(name)) {
        unknown.add(new UnknownVariable(name, nearest(name, known)));
      }
    }
    return unknown;
  }

  private static Optional<String> nearest(String name, List<String> known) {
    record Candidate(String name, int changes) {}
    return known.stream()
        .map(candidate -> new Candidate(candidate, changes(name, candidate)))
        .filter(candidate -> candidate.changes() <= MOST_CHANGES)
        .min(Comparator.comparingInt(Candidate::changes))
        .map(Candidate::name);
  }

  /** How many letters must be added, taken out or replaced (Levenshtein's distance). */
  private static int changes(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      before[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] now = new int[to.length() + 1];
      now[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        now[column] =
            Math.min(Math.min(now[column - 1], before[column]) + 1, before[column - 1] + replaced);
      }
      before = now;
    }
    return before[to.length()];
  }
}
