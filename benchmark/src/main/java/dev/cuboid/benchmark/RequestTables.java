package dev.cuboid.benchmark;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** What is measured of requests under load. */
final class RequestTables {

  private static final String IDLE = "idle, ";
  private static final String LOADED = "after load, ";

  private final Table perProcessorSecond =
      new Table("requests per second of processor time", /* moreIsBetter= */ true);
  private final Table perSecond = new Table("requests per second", /* moreIsBetter= */ true);
  private final Table median = new Table("median, ms", /* moreIsBetter= */ false);
  private final Table slowest = new Table("99th percentile, ms", /* moreIsBetter= */ false);
  private final Table withDatabase =
      new Table("processor time with the database's, ms", /* moreIsBetter= */ false);
  private final Table megabytes = new Table("resident memory, MB", /* moreIsBetter= */ false);

  Table perProcessorSecond() {
    return perProcessorSecond;
  }

  Table perSecond() {
    return perSecond;
  }

  Table median() {
    return median;
  }

  Table slowest() {
    return slowest;
  }

  Table withDatabase() {
    return withDatabase;
  }

  /** A turn of a contestant. */
  void add(String caseName, String contestant, LoadGenerator.Load load, Duration used) {
    perProcessorSecond.add(caseName, contestant, load.requests() / seconds(used));
    perSecond.add(caseName, contestant, load.requests() / load.seconds());
    median.add(caseName, contestant, load.medianMillis());
    slowest.add(caseName, contestant, load.slowestMillis());
  }

  /** What its requests took of a processor, in the contestant and in the database. */
  void addWithDatabase(String caseName, String contestant, LoadGenerator.Load load, Duration used) {
    withDatabase.add(caseName, contestant, seconds(used) * 1e3 / load.requests());
  }

  /** The memory of all contestants before the first request of a model's cases. */
  void addIdle(String model, Servers servers) {
    addMemory(IDLE + model, servers);
  }

  /** The memory of all contestants after the last. */
  void addLoaded(String model, Servers servers) {
    addMemory(LOADED + model, servers);
  }

  private void addMemory(String name, Servers servers) {
    servers
        .running()
        .forEach(
            (contestant, server) ->
                megabytes.add(name, contestant.name(), server.residentBytes() / 1048576.0));
  }

  /** How many times less memory the first contestant had after the last request, by round. */
  Samples timesLessWhenLoaded(String model, String first, String second) {
    return megabytes.times(LOADED + model, first, second);
  }

  void print(PrintStream out) {
    List.of(perProcessorSecond, perSecond, median, slowest, withDatabase, megabytes)
        .forEach(table -> table.print(out));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
