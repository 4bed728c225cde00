package dev.cuboid.cli;

import dev.cuboid.server.CuboidServer;
import dev.cuboid.server.ServerOptions;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a project. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Serves a project: a folder with .env and model/ (or schema/).")
final class StartCommand implements Callable<Integer> {

  @Option(
      names = "--project",
      defaultValue = ".",
      description = "The project's folder (the current one without it).")
  private Path project = Path.of(".");

  @Option(names = "--port", description = "The port; PORT of the project without it, else 4000.")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--host", description = "The address to listen on.")
  private Optional<String> host = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isDirectory(project)) {
      throw new CommandException("there is no folder " + project);
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    port.ifPresent(number -> environment.put("PORT", number.toString()));
    host.ifPresent(address -> environment.put("CUBOID_HOST", address));
    Environment settings = Environment.load(project, environment);
    Logging.apply(settings);
    int wanted = settings.get(Settings.PORT);
    CuboidServer server =
        Ports.start(
            wanted,
            "--port",
            () -> CuboidServer.start(ServerOptions.of(project.toAbsolutePath(), environment)));
    System.out.println("Cuboid serves " + project + " at " + server.uri());
    Running.untilInterrupted(server);
    return 0;
  }
}
