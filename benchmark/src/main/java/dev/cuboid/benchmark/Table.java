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

  void add(String caseName, Contestant contestant, double value) {
    cases
        .computeIfAbsent(caseName, name -> new LinkedHashMap<>())
        .computeIfAbsent(contestant.name(), name -> new Samples())
        .add(value);
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

  private static String number(double value) {
    return value >= 100 ? "%.0f".formatted(value) : "%.2f".formatted(value);
  }
}
