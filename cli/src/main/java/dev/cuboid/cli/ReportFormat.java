package dev.cuboid.cli;

import dev.cuboid.server.validation.Finding;
import dev.cuboid.server.validation.Finding.Place;
import dev.cuboid.server.validation.Finding.Severity;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the findings of a validation are printed. */
enum ReportFormat {
  /** For people, and for tools that know compilers' messages. */
  TEXT {
    @Override
    String report(List<Finding> findings) {
      StringBuilder lines = new StringBuilder();
      for (Finding finding : findings) {
        finding.place().ifPresent(place -> lines.append(place).append(": "));
        if (finding.severity() != Severity.ERROR) {
          lines.append(severity(finding)).append(": ");
        }
        lines.append(finding.message()).append('\n');
      }
      return lines + summary(findings) + "\n";
    }
  },

  /** An object with {@code valid} and the list of {@code findings}. */
  JSON {
    @Override
    String report(List<Finding> findings) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.put("valid", count(findings, Severity.ERROR) == 0);
      ArrayNode list = root.putArray("findings");
      for (Finding finding : findings) {
        ObjectNode entry = list.addObject();
        entry.put("severity", severity(finding));
        finding
            .place()
            .ifPresent(
                place ->
                    entry
                        .put("file", place.file())
                        .put("line", place.line())
                        .put("column", place.column()));
        finding.member().ifPresent(member -> entry.put("member", member));
        entry.put("message", finding.message());
      }
      return printed(root);
    }
  },

  /**
   * The Static Analysis Results Interchange Format.
   *
   * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
   */
  SARIF {
    @Override
    String report(List<Finding> findings) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      root.put("version", "2.1.0");
      ObjectNode run = root.putArray("runs").addObject();
      ObjectNode driver = run.putObject("tool").putObject("driver");
      driver.put("name", "Cuboid");
      driver.putArray("rules").addObject().put("id", RULE);
      ArrayNode results = run.putArray("results");
      for (Finding finding : findings) {
        ObjectNode result = results.addObject();
        result.put("ruleId", RULE);
        result.put("level", severity(finding));
        result.putObject("message").put("text", finding.message());
        finding.place().ifPresent(place -> addLocation(result, place));
      }
      return printed(root);
    }
  };

  private static final String RULE = "data-model";

  /** The whole report, with a newline at its end. */
  abstract String report(List<Finding> findings);

  private static void addLocation(ObjectNode result, Place place) {
    ObjectNode location = result.putArray("locations").addObject().putObject("physicalLocation");
    location.putObject("artifactLocation").put("uri", place.file());
    location.putObject("region").put("startLine", place.line()).put("startColumn", place.column());
  }

  private static String summary(List<Finding> findings) {
    long errors = count(findings, Severity.ERROR);
    if (errors == 0) {
      return "The data model is valid.";
    }
    return errors == 1 ? "1 error" : errors + " errors";
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private static String severity(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String printed(ObjectNode root) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }
}
