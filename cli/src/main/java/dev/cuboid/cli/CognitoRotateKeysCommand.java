package dev.cuboid.cli;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives the pools of a running server new keys, to test verifiers with. */
@Command(
    name = "rotate-keys",
    mixinStandardHelpOptions = true,
    description = "Gives every pool new signing keys; the old ones stay in the key set.")
final class CognitoRotateKeysCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      defaultValue = CognitoCommand.DEFAULT_ADDRESS,
      description = "Where the user pool runs (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create(CognitoCommand.DEFAULT_ADDRESS);

  @Override
  public Integer call() throws IOException, InterruptedException {
    new RunningPool(url).post("/_admin/keys/rotate", "");
    System.out.println("New tokens are signed with new keys.");
    return 0;
  }
}
