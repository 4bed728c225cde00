package dev.cuboid.cognito;

import java.io.IOException;
import java.nio.file.Path;

/** A server in a process of its own, for a test to kill. Prints its address once it answers. */
final class KilledServer {

  private KilledServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (CognitoServer server =
        CognitoServer.start(
            CognitoOptions.builder()
                .port(0)
                .stateDirectory(Path.of(arguments[0]))
                .pool(TestPool.seed())
                .build())) {
      System.out.println(server.uri());
      Thread.currentThread().join();
    }
  }
}
