package dev.cuboid.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@link JdbcLoop} in a process of its own, whose collector is that of {@code ./cuboid}. */
final class JdbcPeer implements Competitor, AutoCloseable {

  static final String NAME = "JDBC loop";

  /** By which the parameter that differs is found among the others. */
  private static final long MARK = 987_654_321;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d+)");

  private final Process process;
  private final PrintStream input;
  private final BufferedReader output;

  private JdbcPeer(Process process) {
    this.process = process;
    this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    this.output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /**
   * Runs the SQL that Cuboid makes of a request.
   *
   * @param cuboid that is asked for it
   */
  static JdbcPeer start(RequestCase one, RunningServer cuboid, String token, ShopDatabase database)
      throws IOException, InterruptedException {
    JsonNode answer =
        JsonMapper.shared().readTree(cuboid.get(one.sqlOf(MARK), token).body()).at("/sql/sql");
    List<String> parameters = new ArrayList<>();
    Matcher placeholder = PLACEHOLDER.matcher(answer.path(0).asString());
    String sql =
        placeholder.replaceAll(
            found -> {
              int number = Integer.parseInt(found.group(1));
              parameters.add(answer.path(1).path(number - 1).asString());
              return "?";
            });
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                JdbcLoop.class.getName(),
                database.url(),
                Integer.toString(one.connections()),
                sql));
    for (String parameter : parameters) {
      command.add(parameter.replace(Long.toString(MARK), LoadGenerator.COUNTER));
    }
    return new JdbcPeer(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public LoadGenerator.Load turn(long first, Duration duration) throws IOException {
    input.println(first + " " + duration.toMillis());
    String line = output.readLine();
    if (line == null) {
      throw new IllegalStateException("the JDBC loop ended before it had measured");
    }
    String[] fields = line.split(" ", -1);
    return new LoadGenerator.Load(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]) / 1e9,
        Long.parseLong(fields[2]) / 1e6,
        Long.parseLong(fields[3]) / 1e6,
        0);
  }

  @Override
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    input.close();
    try {
      output.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close what the JDBC loop printed", e);
    }
    process
        .onExit()
        .orTimeout(20, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
  }
}
