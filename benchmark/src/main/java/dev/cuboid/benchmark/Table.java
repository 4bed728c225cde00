package dev.cuboid.benchmark;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measured values by case and contestant, printed with the ratio of the medians. */
final class Table {

  private final String title;
  private final boolean moreIsBetter;
  private final Map<String, Map<String, Samples>> cases = new LinkedHashMap<>();

  /**
   * @param title with the unit
   * @param moreIsBetter whether the ratio says how many times more the first contestant has, not
   *     less
   */
  Table(String title, boolean moreIsBetter) {
    this.title = title;
    this.moreIsBetter = moreIsBetter;
  }

  void add(String caseName, String contestant, double value) {
    cases
        .computeIfAbsent(caseName, name -> new LinkedHashMap<>())
        .computeIfAbsent(contestant, name -> new Samples())
        .add(value);
  }

  /**
   * What was measured of a contestant.
   *
   * @throws IllegalArgumentException if it had no turn in that case
   */
  Samples of(String caseName, String contestant) {
    Samples samples = cases.getOrDefault(caseName, Map.of()).get(contestant);
    if (samples == null) {
      throw new IllegalArgumentException(contestant + " had no turn in: " + caseName);
    }
    return samples;
  }

  /** How many times better the first contestant was than the second, round by round. */
  Samples times(String caseName, String first, String second) {
    return better(of(caseName, first), of(caseName, second));
  }

  /** How many times better a contestant was in the first case than in the second. */
  Samples timesBetween(String firstCase, String secondCase, String contestant) {
    return better(of(firstCase, contestant), of(secondCase, contestant));
  }

  private Samples better(Samples first, Samples second) {
    return moreIsBetter ? first.per(second) : second.per(first);
  }

  void print(PrintStream out) {
    out.printf(
        "%n%-44s %-14s %10s %10s %10s %8s%n", title, "", "minimum", "median", "maximum", "times");
    cases.forEach((name, contestants) -> print(out, name, contestants));
  }

  private void print(PrintStream out, String name, Map<String, Samples> contestants) {
    double first = contestants.values().iterator().next().median();
    String shown = name;
    for (Map.Entry<String, Samples> contestant : contestants.entrySet()) {
      Samples samples = contestant.getValue();
      double median = samples.median();
      out.printf(
          "%-44s %-14s %10s %10s %10s %8s%n",
          shown,
          contestant.getKey(),
          number(samples.minimum()),
          number(median),
          number(samples.maximum()),
          number(moreIsBetter ? first / median : median / first));
      shown = "";
    }
  }

  /** For people: no more digits than can be trusted. */
  static String number(double value) {
    if (value >= 100 || value == Math.rint(value)) {
      return "%.0f".formatted(value);
    }
    return value >= 0.1 ? "%.2f".formatted(value) : "%.4f".formatted(value);
  }
}
