package dev.cuboid.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A Cuboid in a process of its own, and what it writes. */
final class ChildProcess {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /**
   * What a shell reports of a process that SIGTERM ended; Java ends so after its shutdown hooks.
   */
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  private final Process process;
  private final Thread reader;
  private final Queue<String> output;
  private final CompletableFuture<String> ready;

  private ChildProcess(
      Process process, Thread reader, Queue<String> output, CompletableFuture<String> ready) {
    this.process = process;
    this.reader = reader;
    this.output = output;
    this.ready = ready;
  }

  /** A command that is not changed by what is set where the tests run. */
  static ProcessBuilder command(List<String> words) {
    ProcessBuilder command = new ProcessBuilder(words);
    command.environment().keySet().removeIf(ChildProcess::configures);
    return command;
  }

  private static boolean configures(String variable) {
    return variable.startsWith("CUBEJS_") || variable.startsWith("CUBOID_");
  }

  /**
   * Starts it, and does not wait until it is ready.
   *
   * @param isReady whether it says with a line that it is ready
   */
  static ChildProcess start(ProcessBuilder command, Predicate<String> isReady) throws IOException {
    Process process = command.redirectErrorStream(true).start();
    Queue<String> output = new ConcurrentLinkedQueue<>();
    CompletableFuture<String> ready = new CompletableFuture<>();
    Thread reader = Thread.ofVirtual().start(() -> read(process, output, isReady, ready));
    return new ChildProcess(process, reader, output, ready);
  }

  private static void read(
      Process process,
      Queue<String> output,
      Predicate<String> isReady,
      CompletableFuture<String> ready) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (isReady.test(line)) {
          ready.complete(line);
        }
      }
      ready.completeExceptionally(new IOException("it has ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /** Waits until it is ready; the line that says so. It is ended if that takes too long. */
  String awaitReady(Duration limit) throws IOException, InterruptedException {
    try {
      return ready.get(limit.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly().waitFor();
      throw new IOException("it did not start; it said:\n" + said(), e);
    }
  }

  /** All that it has written so far. */
  String said() {
    return String.join("\n", output);
  }

  /** Ends it with SIGTERM, as a service manager does; it has to end cleanly. */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IOException("it did not stop; it said:\n" + said());
    }
    reader.join(STOP_LIMIT);
    int status = process.exitValue();
    if ((status != 0 && status != ENDED_BY_SIGTERM) || said().contains("did not close cleanly")) {
      throw new IOException("it did not end cleanly (" + status + "):\n" + said());
    }
  }
}
