package dev.cuboid.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends requests with wrk, one after the other on each of its connections. */
final class LoadGenerator {

  private static final String RESULT = "RESULT";

  /** Lua: what follows "%COUNTER%" in a path grows by one with each request. */
  private static final String SCRIPT =
      """
      local before, after, counter
      function init(args)
        before, after, counter = args[1], args[2], tonumber(args[3])
        for i = 4, #args, 2 do wrk.headers[args[i]] = args[i + 1] end
      end
      function request()
        if counter == 0 then return wrk.format("GET", before) end
        counter = counter + 1
        return wrk.format("GET", before .. counter .. after)
      end
      function done(summary, latency, requests)
        local failed = summary.errors.connect + summary.errors.read + summary.errors.write
          + summary.errors.timeout
        io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration,
          latency:percentile(50), latency:percentile(99), summary.errors.status, failed))
      end
      """;

  /** Where a path counts. */
  static final String COUNTER = "%COUNTER%";

  private final Path script;

  private LoadGenerator(Path script) {
    this.script = script;
  }

  /**
   * @param folder for the script
   * @throws MissingToolException if wrk is not installed
   */
  static LoadGenerator in(Path folder) throws IOException {
    start(List.of("wrk", "--version")).destroy();
    return new LoadGenerator(Files.writeString(folder.resolve("requests.lua"), SCRIPT));
  }

  /**
   * What was measured.
   *
   * @param requests that were answered
   * @param seconds they took
   * @param medianMillis half of them took no longer
   * @param slowestMillis 99 of 100 took no longer
   * @param refused were answered with an error's status
   */
  record Load(
      long requests, double seconds, double medianMillis, double slowestMillis, long refused) {}

  /**
   * @param path with {@link #COUNTER} where each request is to differ
   * @param first where the counter begins
   * @param headers of each request
   */
  Load run(
      int port,
      String path,
      long first,
      Map<String, String> headers,
      int connections,
      Duration duration)
      throws IOException, InterruptedException {
    int mark = path.indexOf(COUNTER);
    String before = mark < 0 ? path : path.substring(0, mark);
    String after = mark < 0 ? "" : path.substring(mark + COUNTER.length());
    List<String> command =
        new ArrayList<>(
            List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + duration.toSeconds() + "s",
                "--timeout",
                "30s",
                "-s",
                script.toString(),
                "http://localhost:" + port,
                "--",
                before,
                after,
                Long.toString(mark < 0 ? 0 : first)));
    headers.forEach((name, value) -> command.addAll(List.of(name, value)));
    Process process = start(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("wrk failed: " + output);
    }
    return output
        .lines()
        .filter(line -> line.startsWith(RESULT))
        .map(LoadGenerator::load)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("wrk said nothing of use: " + output));
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new MissingToolException(
          "wrk was not found, which sends the requests: install it (apt-get install wrk, or brew"
              + " install wrk)",
          e);
    }
  }

  private static Load load(String line) {
    String[] fields = line.split(" ", -1);
    if (Long.parseLong(fields[6]) > 0) {
      throw new IllegalStateException(fields[6] + " requests were not answered");
    }
    return new Load(
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]) / 1e6,
        Long.parseLong(fields[3]) / 1e3,
        Long.parseLong(fields[4]) / 1e3,
        Long.parseLong(fields[5]));
  }
}
