package dev.cuboid.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The answers that are different from Cube's on purpose, each with its reason. A line of the list
 * is {@code set pattern TAB id pattern TAB reason}; a pattern may hold {@code *}.
 */
final class KnownDifferences {

  private final Map<Pattern, String> reasons;

  private KnownDifferences(Map<Pattern, String> reasons) {
    this.reasons = reasons;
  }

  static KnownDifferences read() {
    Map<Pattern, String> reasons = new LinkedHashMap<>();
    OracleData.resource("/oracle/known-differences.tsv")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .forEach(columns -> reasons.put(pattern(columns[0] + "/" + columns[1]), columns[2]));
    return new KnownDifferences(reasons);
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
  }

  /** Why the answer to this recording is different, if it is on purpose. */
  Optional<String> reason(Recording recording) {
    String id = recording.set() + "/" + recording.id();
    return reasons.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(id).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
