package dev.cuboid.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts equal answers, answers that differ on purpose, and those that need mending. */
final class Score {

  private final String set;
  private final KnownDifferences known;
  private final List<String> unexplained = new ArrayList<>();
  private int equal;
  private int onPurpose;

  Score(String set, KnownDifferences known) {
    this.set = set;
    this.known = known;
  }

  void add(Recording recording, Optional<String> difference) {
    Optional<String> reason = known.reason(recording);
    if (difference.isEmpty()) {
      equal++;
    } else if (reason.isPresent()) {
      onPurpose++;
    } else {
      unexplained.add(recording.id() + ": " + difference.get());
    }
  }

  /** What differs without a listed reason. */
  List<String> unexplained() {
    return List.copyOf(unexplained);
  }

  void print() {
    System.out.printf(
        "conformance %s: %d answers equal Cube's, %d differ on purpose, %d differ without a"
            + " reason%n",
        set, equal, onPurpose, unexplained.size());
    unexplained.forEach(line -> System.out.println("  " + line));
  }
}
