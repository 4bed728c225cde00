package dev.cuboid.benchmark;

import java.io.PrintStream;
import java.util.List;

/** Prints what was measured of each goal, and at last what falls short. */
final class GoalTable {

  private static final String ROW = "%-43s %-46s %9s %9s %9s %9s %9s  %s%n";

  private GoalTable() {}

  static void print(List<Verdict> verdicts, PrintStream out) {
    if (verdicts.isEmpty()) {
      return;
    }
    out.println();
    out.printf(ROW, "goals", "", "minimum", "median", "maximum", "goal", "1.7.43 *", "");
    for (Verdict verdict : verdicts) {
      out.printf(
          ROW,
          verdict.name(),
          verdict.measure(),
          Table.number(verdict.values().minimum()),
          Table.number(verdict.values().median()),
          Table.number(verdict.values().maximum()),
          verdict.limit(),
          verdict.quoted().map(Limit::toString).orElse(""),
          outcome(verdict));
    }
    if (verdicts.stream().anyMatch(verdict -> verdict.quoted().isPresent())) {
      out.println(
          "* quoted, not measured: by how much Cube 1.7.43 was seen to be better than 0.35.81 on"
              + " another day, times the goal");
    }
    List<Verdict> tooLittle =
        verdicts.stream().filter(each -> !each.isMet() || !each.isMetAsQuoted()).toList();
    out.printf("%n%s%n", tooLittle.isEmpty() ? "nothing falls short" : "what falls short:");
    tooLittle.forEach(verdict -> out.println("  " + sentence(verdict)));
  }

  private static String outcome(Verdict verdict) {
    if (!verdict.isMet()) {
      return "falls short";
    }
    return verdict.isMetAsQuoted() ? "met" : "met, but not beside 1.7.43";
  }

  private static String sentence(Verdict verdict) {
    String goal =
        verdict.isMet()
            ? verdict.quoted().orElseThrow() + " beside Cube 1.7.43 as quoted"
            : verdict.limit().toString();
    return "%s, %s: %s, goal %s"
        .formatted(
            verdict.name(), verdict.measure(), Table.number(verdict.values().median()), goal);
  }
}
