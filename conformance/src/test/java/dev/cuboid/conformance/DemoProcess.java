package dev.cuboid.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo as a newcomer starts it: {@code ./cuboid demo}, as a process of its own. */
final class DemoProcess {

  static final String PASSWORD = "Passw0rd!";

  /** Longer than a start takes, because the launcher builds what is not built. */
  private static final Duration START_LIMIT = Duration.ofMinutes(10);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final String READY = "Cuboid is ready.";
  private static final String POOL_ID = "us-east-1_ShopDemo1";

  /**
   * What a shell reports of a process that SIGTERM ended; Java ends so after its shutdown hooks.
   */
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  private final Process process;
  private final Thread reader;
  private final List<String> output;
  private final int port;
  private final int cognitoPort;
  private final Path state;

  private DemoProcess(
      Process process, Thread reader, List<String> output, int port, int cognitoPort, Path state) {
    this.process = process;
    this.reader = reader;
    this.output = output;
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
    int port = freePort();
    int cognitoPort = freePort();
    Path root = Path.of("").toAbsolutePath().getParent();
    ProcessBuilder builder =
        new ProcessBuilder(
                root.resolve("cuboid").toString(),
                "demo",
                "--port",
                Integer.toString(port),
                "--cognito-port",
                Integer.toString(cognitoPort),
                "--state",
                state.toString())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(DemoProcess::configures);
    builder.environment().put("CUBOID_JAVA", System.getProperty("java.home"));
    Process process = builder.start();
    List<String> output = new ArrayList<>();
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Thread reader = Thread.ofVirtual().start(() -> read(process, output, ready));
    DemoProcess demo = new DemoProcess(process, reader, output, port, cognitoPort, state);
    try {
      ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly().waitFor();
      throw new IOException("the demo did not start; it said:\n" + demo.said(), e);
    }
    return demo;
  }

  /** What is set where the tests run must not change the demo. */
  private static boolean configures(String variable) {
    return variable.startsWith("CUBEJS_") || variable.startsWith("CUBOID_");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void read(Process process, List<String> output, CompletableFuture<Void> ready) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.equals(READY)) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(new IOException("the demo ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
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
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IOException("the demo did not stop; it said:\n" + said());
    }
    int status = process.exitValue();
    if ((status != 0 && status != ENDED_BY_SIGTERM) || said().contains("did not close cleanly")) {
      throw new IOException("the demo did not end cleanly (" + status + "):\n" + said());
    }
  }

  /** All that the demo wrote; called when it has ended. */
  private String said() throws InterruptedException {
    reader.join(STOP_LIMIT);
    return String.join("\n", output);
  }
}
