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

  /** Lua: the number at "%COUNTER%" in a path or a header grows by one with each request. */
  private static final String SCRIPT =
      """
      local before, after, counter
      local counted = {}
      local function split(text)
        local from, to = text:find("%COUNTER%", 1, true)
        if from then return text:sub(1, from - 1), text:sub(to + 1) end
        return text
      end
      function init(args)
        before, after = split(args[1])
        counter = tonumber(args[2])
        for i = 3, #args, 2 do
          local head, tail = split(args[i + 1])
          if tail then counted[args[i]] = {head, tail} else wrk.headers[args[i]] = head end
        end
      end
      function request()
        counter = counter + 1
        for name, parts in pairs(counted) do
          wrk.headers[name] = parts[1] .. string.format("%012d", counter) .. parts[2]
        end
        return wrk.format("GET", after and before .. counter .. after or before)
      end
      function done(summary, latency, requests)
        local failed = summary.errors.connect + summary.errors.read + summary.errors.write
          + summary.errors.timeout
        io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration,
          latency:percentile(50), latency:percentile(99), summary.errors.status, failed))
      end
      """;

  /** Where a path or a header counts; a header with {@link #DIGITS} digits. */
  static final String COUNTER = "%COUNTER%";

  static final int DIGITS = 12;

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
   * @param headers of each request, which may count too
   */
  Load run(
      int port,
      String path,
      long first,
      Map<String, String> headers,
      int connections,
      Duration duration)
      throws IOException, InterruptedException {
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
                path,
                Long.toString(first)));
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
