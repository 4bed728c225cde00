package dev.cuboid.cli;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the users of a running pool. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Prints the users of a running pool, one JSON object a line, passwords as verifiers.")
final class CognitoExportCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      defaultValue = CognitoCommand.DEFAULT_ADDRESS,
      description = "Where the user pool runs (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create(CognitoCommand.DEFAULT_ADDRESS);

  @Option(
      names = "--pool",
      defaultValue = ShopPool.POOL_ID,
      description = "Whose users (default: ${DEFAULT-VALUE}).")
  private String pool = ShopPool.POOL_ID;

  @Override
  public Integer call() throws IOException, InterruptedException {
    System.out.print(new RunningPool(url).get("/_admin/users/" + pool));
    return 0;
  }
}
