package dev.cuboid.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A project as an operator serves it, {@code cuboid start}, on a free port. */
final class CuboidProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Pattern READY = Pattern.compile("Cuboid serves .+ at (http\\S+)");

  private final ChildProcess process;

  private CuboidProcess(ChildProcess process) {
    this.process = process;
  }

  /**
   * Starts it, and does not wait until it is ready.
   *
   * @param flags of Java
   */
  static CuboidProcess start(Path project, String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.cuboid.cli.Main"));
    command.addAll(List.of("start", "--port", "0", "--project", project.toString()));
    return new CuboidProcess(
        ChildProcess.start(ChildProcess.command(command), READY.asMatchPredicate()));
  }

  /** Where it serves; waits until it does. */
  URI uri() throws IOException, InterruptedException {
    String line = process.awaitReady(START_LIMIT);
    Matcher ready = READY.matcher(line);
    if (!ready.matches()) {
      throw new IllegalStateException(line);
    }
    return URI.create(ready.group(1));
  }

  /** All that it has written so far. */
  String said() {
    return process.said();
  }

  @Override
  public void close() throws IOException {
    try {
      process.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
