package dev.cuboid.cli;

import dev.cuboid.model.ContextValues;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.validation.Finding;
import dev.cuboid.server.validation.Finding.Severity;
import dev.cuboid.server.validation.Validation;
import dev.cuboid.server.validation.ValidationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Checks a project's data model. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Compiles a project's data model without serving it, and says all errors at once:",
      "file:line:column: message. Ends with 1 if there is an error."
    })
final class ValidateCommand implements Callable<Integer> {

  @Option(
      names = "--project",
      defaultValue = ".",
      description = "The project's folder (the current one without it).")
  private Path project = Path.of(".");

  @Option(
      names = "--database",
      description = "Also asks the project's database for no rows of each member.")
  private boolean database;

  @Option(
      names = "--context",
      paramLabel = "JSON",
      description = {
        "A security context, for which the model is compiled and asked;",
        "also lists the cubes that it leaves unfiltered."
      })
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, json, or sarif (2.1.0, for code scanning).")
  private ReportFormat format = ReportFormat.TEXT;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(project)) {
      throw new CommandException("there is no folder " + project);
    }
    Logging.apply(Environment.load(project, System.getenv()));
    List<Finding> findings =
        Validation.of(
            new ValidationOptions(
                project.toAbsolutePath().normalize(),
                System.getenv(),
                context.map(ValidateCommand::contextValues),
                database,
                Clock.systemUTC()));
    System.out.print(format.report(findings));
    boolean failed = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    return failed ? 1 : 0;
  }

  private static ContextValues contextValues(String json) {
    try {
      Map<String, @Nullable Object> values =
          JsonMapper.shared().readValue(json, new TypeReference<>() {});
      return ContextValues.of(new LinkedHashMap<>(values));
    } catch (JacksonException e) {
      throw new CommandException("--context is no JSON object: " + e.getOriginalMessage());
    }
  }
}
