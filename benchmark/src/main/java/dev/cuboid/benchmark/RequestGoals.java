package dev.cuboid.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where requests must stand. What is quoted of Cube 1.7.43 was measured on another day, beside
 * 0.35.81, by requests a second of processor time or by milliseconds.
 */
final class RequestGoals {

  /** How near to a bare loop over JDBC an uncached request must be. */
  private static final double TIMES_OF_LOOP = 1.3;

  /** Until which two values count as the same. */
  private static final double SAME = 1.1;

  private static final String CUBOID = Contestant.CUBOID;
  private static final String CUBE = Contestant.CUBE;

  private final RequestTables tables;
  private final List<Verdict> verdicts = new ArrayList<>();

  private RequestGoals(RequestTables tables) {
    this.tables = tables;
  }

  /** What the tables say of each goal. */
  static List<Verdict> of(RequestTables tables) {
    RequestGoals goals = new RequestGoals(tables);
    goals.beside(RequestCase.CACHED, 20, 1.6 / 0.94);
    goals.slowest(RequestCase.CACHED, 10, 75.0 / 29);
    goals.beside(RequestCase.CACHED_64, 20, 1.6 / 0.94);
    goals.slowest(RequestCase.CACHED_64, 50, 2.4 / 1.3);
    goals.beside(RequestCase.NEVER_SEEN, 8, 556.0 / 386);
    goals.besideLoop(RequestCase.NEVER_SEEN);
    goals.beside(RequestCase.SQL, 25, 1.6 / 1.24);
    goals.beside(RequestCase.FAN_OUT, 25, 455.0 / 350);
    goals.add(
        RequestCase.CHAIN,
        "median, ms",
        tables.median().of(RequestCase.CHAIN, CUBOID),
        Limit.atMost(0.2));
    goals.beside(RequestCase.SMALL_META, 8, 3246.0 / 1863);
    goals.beside(RequestCase.WIDE_META, 6, 180.0 / 169);
    goals.besideCase(
        RequestCase.COMPRESSED_META,
        RequestCase.WIDE_META,
        "processor time, times that of no compression");
    goals.besideCase(
        RequestCase.UNCHANGED_META, RequestCase.EMPTY, "processor time, times that of /livez");
    goals.beside(RequestCase.FORGED, 3, 13_298.0 / 3443);
    goals.beside(RequestCase.ROWS_1000, 5, 12 / 1.8);
    goals.beside(RequestCase.ROWS_10000, 5, 121.0 / 14);
    goals.beside(RequestCase.ROWS_48000, 5, 605.0 / 56);
    goals.besideLoop(RequestCase.NEVER_SEEN_ROWS);
    // Half of what 1.7.43 took after load, by what was seen of both.
    goals.add(
        "after load",
        "memory, times less than Cube's",
        tables.timesLessWhenLoaded(RequestBenchmark.SHOP, CUBOID, CUBE),
        Limit.atLeast(2 * 458.0 / 746));
    return goals.verdicts;
  }

  private void add(String name, String measure, Samples values, Limit limit) {
    verdicts.add(new Verdict(name, measure, values, limit));
  }

  /** Requests per second of processor time. */
  private void beside(String name, double times, double timesOfNewer) {
    times(
        name,
        "requests per processor second, times Cube's",
        tables.perProcessorSecond().times(name, CUBOID, CUBE),
        times,
        timesOfNewer);
  }

  private void slowest(String name, double times, double timesOfNewer) {
    times(
        name,
        "99th percentile, times less than Cube's",
        tables.slowest().times(name, CUBOID, CUBE),
        times,
        timesOfNewer);
  }

  private void times(
      String name, String measure, Samples ratios, double times, double timesOfNewer) {
    Optional<Limit> quoted =
        timesOfNewer > 1 ? Optional.of(Limit.atLeast(times * timesOfNewer)) : Optional.empty();
    verdicts.add(new Verdict(name, measure, ratios, Limit.atLeast(times), quoted));
  }

  private void besideLoop(String name) {
    add(
        name,
        "processor time with database, times a loop's",
        tables.withDatabase().times(name, JdbcPeer.NAME, CUBOID),
        Limit.atMost(TIMES_OF_LOOP));
    add(
        name,
        "median for the client, times a loop's",
        tables.median().times(name, JdbcPeer.NAME, CUBOID),
        Limit.atMost(TIMES_OF_LOOP));
  }

  private void besideCase(String name, String other, String measure) {
    add(
        name,
        measure,
        tables.perProcessorSecond().timesBetween(other, name, CUBOID),
        Limit.atMost(SAME));
  }
}
