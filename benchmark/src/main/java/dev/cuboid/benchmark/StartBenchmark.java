package dev.cuboid.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Time from the start of a process to its first answered {@code /meta}, and its memory then. */
final class StartBenchmark {

  /** Neither contestant asks the database for /meta, so that none has to run. */
  private static final Map<String, String> DATABASE =
      Map.of(
          "CUBEJS_DB_TYPE", "postgres",
          "CUBEJS_DB_HOST", "localhost",
          "CUBEJS_DB_PORT", "5432",
          "CUBEJS_DB_NAME", "benchmark",
          "CUBEJS_DB_USER", "benchmark",
          "CUBEJS_DB_PASS", "benchmark");

  private final List<Contestant> contestants;
  private final Path logs;

  StartBenchmark(List<Contestant> contestants, Path logs) {
    this.contestants = List.copyOf(contestants);
    this.logs = logs;
  }

  /** Starts the contestants in turn, in several rounds, and prints a table. */
  void run(int rounds) throws IOException, InterruptedException {
    String token = Hs256.sign(Contestant.SECRET, "{\"company_id\":7,\"exp\":4102444800}");
    List<Measured> measured = contestants.stream().map(Measured::of).toList();
    for (int round = 0; round < rounds; round++) {
      for (Measured one : measured) {
        Path log = logs.resolve(one.contestant().name() + ".log");
        try (RunningServer server = one.contestant().start(freePort(), DATABASE, log)) {
          one.seconds().add(server.untilFirstMeta(token).toNanos() / 1e9);
          one.megabytes().add(server.residentBytes() / 1048576.0);
        }
      }
    }
    print("start to first /meta, seconds", measured, Measured::seconds);
    print("resident memory after it, MB", measured, Measured::megabytes);
  }

  private record Measured(Contestant contestant, Samples seconds, Samples megabytes) {
    static Measured of(Contestant contestant) {
      return new Measured(contestant, new Samples(), new Samples());
    }
  }

  private static void print(
      String title, List<Measured> measured, Function<Measured, Samples> samples) {
    double first = samples.apply(measured.getFirst()).median();
    System.out.printf(
        "%n%-34s %10s %10s %10s %8s%n", title, "minimum", "median", "maximum", "ratio");
    for (Measured one : measured) {
      Samples values = samples.apply(one);
      System.out.printf(
          "%-34s %10.2f %10.2f %10.2f %8.2f%n",
          one.contestant().name(),
          values.minimum(),
          values.median(),
          values.maximum(),
          values.median() / first);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
