package dev.cuboid.conformance;

import dev.cuboid.databases.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The demo as a newcomer starts it: {@code ./cuboid demo}, as a process of its own. */
final class DemoProcess {

  static final String PASSWORD = "Passw0rd!";

  /** Longer than a start takes, because the launcher builds what is not built. */
  private static final Duration START_LIMIT = Duration.ofMinutes(10);

  private static final String READY = "Cuboid is ready.";
  private static final String POOL_ID = "us-east-1_ShopDemo1";

  private final ChildProcess process;
  private final int port;
  private final int cognitoPort;
  private final Path state;

  private DemoProcess(ChildProcess process, int port, int cognitoPort, Path state) {
    this.process = process;
    this.port = port;
    this.cognitoPort = cognitoPort;
    this.state = state;
  }

  /**
   * Starts the demo on free ports and waits until it says that it is ready.
   *
   * @param state an empty folder for its data, users and keys
   */
  static DemoProcess start(Path state) throws IOException, InterruptedException {
    int port = FreePort.find();
    int cognitoPort = FreePort.find();
    Path root = Path.of("").toAbsolutePath().getParent();
    ProcessBuilder builder =
        ChildProcess.command(
            List.of(
                root.resolve("cuboid").toString(),
                "demo",
                "--port",
                Integer.toString(port),
                "--cognito-port",
                Integer.toString(cognitoPort),
                "--state",
                state.toString()));
    builder.environment().put("CUBOID_JAVA", System.getProperty("java.home"));
    ChildProcess process = ChildProcess.start(builder, READY::equals);
    process.awaitReady(START_LIMIT);
    return new DemoProcess(process, port, cognitoPort, state);
  }

  URI uri() {
    return URI.create("http://localhost:" + port);
  }

  URI cognitoUri() {
    return URI.create("http://localhost:" + cognitoPort);
  }

  String issuer() {
    return cognitoUri() + "/" + POOL_ID;
  }

  /** A copy of the demo's data, because the demo holds the original. */
  Path copyOfDatabase() throws IOException {
    return Files.copy(state.resolve("shop.duckdb"), state.resolve("copy.duckdb"));
  }

  /** Ends the demo with SIGTERM, as a service manager does; it has to end cleanly. */
  void stop() throws IOException, InterruptedException {
    process.stop();
  }
}
