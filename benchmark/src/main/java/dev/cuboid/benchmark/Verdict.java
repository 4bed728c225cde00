package dev.cuboid.benchmark;

import java.util.Optional;

/**
 * What was measured of a goal.
 *
 * @param name of the case
 * @param measure what the values are; a ratio is of values of the same round
 * @param values of the rounds, whose median counts
 * @param limit where they must stand
 * @param quoted where they must stand beside Cube 1.7.43, which is not run: by what was seen of it
 *     beside 0.35.81 on another day. Absent where 0.35.81 was the better
 */
record Verdict(String name, String measure, Samples values, Limit limit, Optional<Limit> quoted) {

  /** Without a word of Cube 1.7.43. */
  Verdict(String name, String measure, Samples values, Limit limit) {
    this(name, measure, values, limit, Optional.empty());
  }

  boolean isMet() {
    return limit.isMetBy(values.median());
  }

  boolean isMetAsQuoted() {
    return quoted.stream().allMatch(other -> other.isMetBy(values.median()));
  }
}
