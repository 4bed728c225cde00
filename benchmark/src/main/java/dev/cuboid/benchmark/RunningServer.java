package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A started contestant; closing it ends the process and waits for its end. */
final class RunningServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(5);

  private final String name;
  private final Process process;
  private final int port;
  private final long startedNanos;
  private final HttpClient client = HttpClient.newHttpClient();

  RunningServer(String name, Process process, int port, long startedNanos) {
    this.name = name;
    this.process = process;
    this.port = port;
    this.startedNanos = startedNanos;
  }

  /** Asks for {@code /meta} until it is answered; the time since the process was started. */
  Duration untilFirstMeta(String token) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/cubejs-api/v1/meta"))
            .header("Authorization", token)
            .build();
    while (true) {
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        Duration taken = Duration.ofNanos(System.nanoTime() - startedNanos);
        if (status == 200) {
          return taken;
        }
        throw new IllegalStateException(name + " answered /meta with status " + status);
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IllegalStateException(name + " ended before it answered", notYet);
        }
        if (System.nanoTime() - startedNanos > START_LIMIT.toNanos()) {
          throw new IllegalStateException(name + " did not answer within " + START_LIMIT, notYet);
        }
        TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      }
    }
  }

  int port() {
    return port;
  }

  /** The answer to GET with a token. */
  HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
    return get(path, Map.of("Authorization", token));
  }

  /** The answer to GET with these headers. */
  HttpResponse<String> get(String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    headers.forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /**
   * What Cuboid's {@code /metrics} says.
   *
   * @param name of a metric without labels
   */
  double metric(String name) throws IOException, InterruptedException {
    return get("/metrics", Map.of())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("/metrics says nothing of " + name));
  }

  /** Makes a Java process collect all garbage, with the JDK's own tool. */
  void collectGarbage() throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    int exit =
        new ProcessBuilder(tool.toString(), Long.toString(process.pid()), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException(name + " could not be told to collect its garbage");
    }
  }

  /** Time that the process and its children have had on a processor. */
  Duration processorTime() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Resident memory of the process and its children, in bytes. */
  long residentBytes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToLong(handle -> residentBytes(handle.pid()))
        .sum();
  }

  private static long residentBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the memory of process " + pid, e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process
        .onExit()
        .orTimeout(20, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
  }
}
