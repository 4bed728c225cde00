package dev.cuboid.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Adds users to a running pool. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Adds users to a running pool, from lines of `cuboid cognito export`.")
final class CognitoImportCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      defaultValue = CognitoCommand.DEFAULT_ADDRESS,
      description = "Where the user pool runs (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create(CognitoCommand.DEFAULT_ADDRESS);

  @Option(
      names = "--pool",
      defaultValue = ShopPool.POOL_ID,
      description = "Which pool (default: ${DEFAULT-VALUE}).")
  private String pool = ShopPool.POOL_ID;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String lines = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    System.out.println(new RunningPool(url).post("/_admin/users/" + pool, lines).strip());
    return 0;
  }
}
