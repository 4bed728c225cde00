package dev.cuboid.server.rest;

import dev.cuboid.security.ReasonCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests, how long they took, and why tokens were refused. Thread-safe. */
final class RequestMetrics {

  /** Upper bounds in milliseconds: from a hit in the cache to the longest wait of a client. */
  private static final long[] BOUNDS = {
    5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000
  };

  private record Answered(String scope, int status) {}

  private static final class Histogram {
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanoseconds = new LongAdder();

    Histogram() {
      for (int index = 0; index < buckets.length; index++) {
        buckets[index] = new LongAdder();
      }
    }

    void add(Duration time) {
      int index = 0;
      while (index < BOUNDS.length && time.toMillis() >= BOUNDS[index]) {
        index++;
      }
      buckets[index].increment();
      nanoseconds.add(time.toNanos());
    }
  }

  private final Map<Answered, LongAdder> answered = new ConcurrentHashMap<>();
  private final Map<String, Histogram> times = new ConcurrentHashMap<>();
  private final Map<ReasonCode, LongAdder> refused = new ConcurrentHashMap<>();

  /**
   * A request was answered.
   *
   * @param scope the part of the API
   */
  void answered(String scope, int status, Duration time) {
    answered.computeIfAbsent(new Answered(scope, status), key -> new LongAdder()).increment();
    times.computeIfAbsent(scope, key -> new Histogram()).add(time);
  }

  /** A token was refused. */
  void refused(ReasonCode reason) {
    refused.computeIfAbsent(reason, key -> new LongAdder()).increment();
  }

  void writeTo(PrometheusText page) {
    page.family("cuboid_requests_total", "counter", "Requests by part of the API and status.");
    answered.forEach(
        (key, count) ->
            page.sample(
                Map.of("api", key.scope(), "status", Integer.toString(key.status())), count.sum()));
    page.family("cuboid_request_seconds", "histogram", "How long requests took.");
    new TreeMap<>(times).forEach((scope, histogram) -> write(scope, histogram, page));
    page.family("cuboid_rejections_total", "counter", "Tokens that were refused, by reason.");
    refused.forEach(
        (reason, count) ->
            page.sample(Map.of("reason", reason.name().toLowerCase(Locale.ROOT)), count.sum()));
  }

  private static void write(String scope, Histogram histogram, PrometheusText page) {
    long count = 0;
    for (int index = 0; index < BOUNDS.length; index++) {
      count += histogram.buckets[index].sum();
      page.sample(
          "_bucket",
          Map.of("api", scope, "le", Double.toString(BOUNDS[index] / 1000.0)),
          Long.toString(count));
    }
    count += histogram.buckets[BOUNDS.length].sum();
    page.sample("_bucket", Map.of("api", scope, "le", "+Inf"), Long.toString(count));
    page.sample("_sum", Map.of("api", scope), Double.toString(histogram.nanoseconds.sum() / 1e9));
    page.sample("_count", Map.of("api", scope), Long.toString(count));
  }
}
