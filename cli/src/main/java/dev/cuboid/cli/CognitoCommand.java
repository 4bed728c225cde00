package dev.cuboid.cli;

import dev.cuboid.cognito.CognitoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the local Cognito user pool alone. */
@Command(
    name = "cognito",
    mixinStandardHelpOptions = true,
    description = "Runs a local Cognito user pool alone, for development.")
final class CognitoCommand implements Callable<Integer> {

  @Option(names = "--port", defaultValue = "9229", description = "Of the user pool.")
  private int port;

  @Option(names = "--host", defaultValue = "localhost", description = "The address to listen on.")
  private String host = "localhost";

  @Option(
      names = "--state",
      defaultValue = ".cuboid/cognito",
      description = "Where pool, users and keys are kept.")
  private Path state = Path.of(".cuboid/cognito");

  @Option(names = "--triggers", description = "The folder of the trigger handlers.")
  private Optional<Path> triggers = Optional.empty();

  @Option(
      names = "--playground",
      defaultValue = "http://localhost:4000",
      description = "The address of the application that signs in.")
  private String playground = "http://localhost:4000";

  @Option(names = "--strict", description = "Refuse what AWS refuses.")
  private boolean strict;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CognitoServer server =
        Ports.start(
            port,
            "--port",
            () ->
                ShopPool.start(
                    host,
                    port,
                    state,
                    triggers.orElse(state.resolve("triggers")),
                    playground,
                    strict));
    System.out.printf(
        "User pool %s at %s%nA development tool: signatures of AWS requests are not checked.%n",
        server.poolId(), server.uri());
    Running.untilInterrupted(server);
    return 0;
  }
}
