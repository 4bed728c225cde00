package dev.cuboid.cli;

import dev.cuboid.server.doctor.Diagnosis;
import dev.cuboid.server.doctor.ProjectDoctor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Examines a project's configuration, and a token against it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Checks a project's configuration, and with --token each check of a token.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing failed",
      "1:a check failed, or the token is refused",
      "2:the command line is wrong"
    })
final class DoctorCommand implements Callable<Integer> {

  @Option(
      names = "--project",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "The project's folder (the current one without it).")
  private Path project = Path.of(".");

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "A token to explain; - reads it from standard input.")
  private Optional<String> token = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(project)) {
      throw new CommandException("there is no folder " + project);
    }
    Quiet.logs();
    Optional<String> text =
        token.isPresent() ? Optional.of(TokenInput.read(token.get(), System.in)) : Optional.empty();
    Diagnosis diagnosis =
        ProjectDoctor.examine(project.toAbsolutePath(), System.getenv(), text, Clock.systemUTC());
    PrintWriter out = spec.commandLine().getOut();
    DiagnosisText.lines(diagnosis).forEach(out::println);
    out.flush();
    return diagnosis.isHealthy() ? 0 : 1;
  }
}
