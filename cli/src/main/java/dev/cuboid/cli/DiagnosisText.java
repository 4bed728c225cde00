package dev.cuboid.cli;

import dev.cuboid.query.plan.RowFilters;
import dev.cuboid.security.SecurityContext;
import dev.cuboid.security.TokenExplanation;
import dev.cuboid.security.TokenExplanation.Check;
import dev.cuboid.server.doctor.Diagnosis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A diagnosis as lines for people. Of a token it says what its checks compare, never itself. */
final class DiagnosisText {

  private final List<String> lines = new ArrayList<>();

  private DiagnosisText() {}

  static List<String> lines(Diagnosis diagnosis) {
    DiagnosisText text = new DiagnosisText();
    text.section("Settings", diagnosis.settings());
    text.section("Sign-in", diagnosis.signIn());
    diagnosis.token().ifPresent(text::token);
    text.rowFilters(diagnosis);
    text.lines.add("");
    text.lines.add(verdict(diagnosis));
    return text.lines.stream().map(DiagnosisText::printable).toList();
  }

  private void section(String title, List<Check> checks) {
    if (checks.isEmpty()) {
      return;
    }
    heading(title);
    checks.forEach(this::check);
  }

  private void heading(String title) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(title);
  }

  private void check(Check check) {
    switch (check.outcome()) {
      case PASSED -> lines.add("  ok      " + check.name() + colon(check.found()));
      case SKIPPED -> {
        lines.add("  note    " + check.name() + colon(check.found()));
        check.advice().ifPresent(this::advice);
      }
      case FAILED -> {
        lines.add("  FAILED  " + check.name() + comparison(check));
        check.advice().ifPresent(this::advice);
      }
    }
  }

  private void advice(String text) {
    text.lines().forEach(line -> lines.add("          " + line));
  }

  private static String colon(Optional<String> found) {
    return found.map(text -> ": " + text).orElse("");
  }

  private static String comparison(Check check) {
    List<String> parts = new ArrayList<>();
    check.expected().ifPresent(text -> parts.add("expected " + text));
    check.found().ifPresent(text -> parts.add("found " + text));
    return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
  }

  private void token(TokenExplanation token) {
    section("Token", token.checks());
    Optional<SecurityContext> context = token.context();
    if (context.isPresent()) {
      lines.add("  ok      security context: " + names(context.get().values().keySet()));
      lines.add("  ok      groups: " + names(context.get().groups()));
    }
  }

  private static String names(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private void rowFilters(Diagnosis diagnosis) {
    boolean signedIn =
        diagnosis.token().map(TokenExplanation::context).filter(Optional::isPresent).isPresent();
    if (!signedIn || diagnosis.rowFilters().isEmpty()) {
      return;
    }
    heading("Rows that this token's context sees");
    for (RowFilters cube : diagnosis.rowFilters()) {
      if (!cube.missing().isEmpty()) {
        lines.add(
            "  note    %s: none, the context has no %s (all rows in Cube, and with CUBOID_SECURITY_CONTEXT=lenient)"
                .formatted(cube.cube(), String.join(", ", cube.missing())));
      } else if (!cube.claims().isEmpty()) {
        lines.add(
            "  ok      %s: filtered by %s"
                .formatted(cube.cube(), String.join(", ", cube.claims())));
      }
    }
    String unfiltered =
        diagnosis.rowFilters().stream()
            .filter(cube -> cube.claims().isEmpty())
            .map(RowFilters::cube)
            .collect(Collectors.joining(", "));
    if (!unfiltered.isEmpty()) {
      lines.add("  note    all rows, for everybody: " + unfiltered);
      advice("their SQL has no filter by SECURITY_CONTEXT; policies and queryRewrite may have one");
    }
  }

  private static String verdict(Diagnosis diagnosis) {
    if (!diagnosis.isHealthy()) {
      boolean refused = diagnosis.token().map(token -> !token.accepted()).orElse(false);
      return refused
          ? "The token is refused: mend what FAILED."
          : "Something is wrong: mend what FAILED.";
    }
    return diagnosis.token().isPresent() ? "The token is taken." : "Nothing is wrong.";
  }

  /** What a token says could otherwise steer the terminal. */
  private static String printable(String line) {
    return line.replaceAll("\\p{Cntrl}", "?");
  }
}
