package dev.cuboid.benchmark;

import dev.cuboid.cognito.CognitoUserPool;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Time until a new local user pool answers, as a library and as a process. */
final class CognitoBenchmark implements Group {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final String KEY_SET = "/us-east-1_ShopDemo1/.well-known/jwks.json";

  /**
   * A start, in seconds.
   *
   * @param ready until it returned
   * @param keySet until the key set was answered, whose keys are made meanwhile
   */
  private record Library(double ready, double keySet) {}

  private final Path root;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param root of a built checkout
   */
  CognitoBenchmark(Path root) {
    this.root = root;
  }

  @Override
  public List<Verdict> run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException {
    Library first = library();
    Samples ready = new Samples();
    Samples keySet = new Samples();
    Samples process = new Samples();
    for (int round = 0; round < rounds; round++) {
      Library further = library();
      ready.add(further.ready());
      keySet.add(further.keySet());
      process.add(process());
    }
    out.printf("%n%-52s %10s %10s %10s%n", "seconds", "minimum", "median", "maximum");
    print(out, "the first pool of this JVM, ready", only(first.ready()));
    print(out, "the first pool of this JVM, its key set", only(first.keySet()));
    print(out, "each further pool, ready", ready);
    print(out, "each further pool, its key set", keySet);
    print(out, "as a process: cuboid cognito, its key set", process);
    return List.of();
  }

  private static void print(PrintStream out, String name, Samples samples) {
    out.printf(
        "%-52s %10.3f %10.3f %10.3f%n",
        name, samples.minimum(), samples.median(), samples.maximum());
  }

  private static Samples only(double value) {
    Samples samples = new Samples();
    samples.add(value);
    return samples;
  }

  private Library library() throws IOException, InterruptedException {
    long started = System.nanoTime();
    try (CognitoUserPool pool = CognitoUserPool.start()) {
      double ready = (System.nanoTime() - started) / 1e9;
      HttpResponse<Void> answer = get(pool.keySetUri());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the key set has status " + answer.statusCode());
      }
      return new Library(ready, (System.nanoTime() - started) / 1e9);
    }
  }

  private double process() throws IOException, InterruptedException {
    int port = freePort();
    Path state = Files.createTempDirectory("cuboid-benchmark-cognito");
    Process process =
        new ProcessBuilder(
                List.of(
                    root.resolve("cuboid").toString(),
                    "cognito",
                    "--port",
                    Integer.toString(port),
                    "--state",
                    state.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long started = System.nanoTime();
    try (RunningServer running = new RunningServer("cuboid cognito", process, port, started)) {
      return untilKeySet(URI.create("http://localhost:" + running.port() + KEY_SET), started);
    }
  }

  private double untilKeySet(URI keySet, long started) throws InterruptedException {
    while (true) {
      try {
        if (get(keySet).statusCode() == 200) {
          return (System.nanoTime() - started) / 1e9;
        }
      } catch (IOException notYet) {
        if (System.nanoTime() - started > START_LIMIT.toNanos()) {
          throw new IllegalStateException("no answer within " + START_LIMIT, notYet);
        }
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }

  private HttpResponse<Void> get(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
