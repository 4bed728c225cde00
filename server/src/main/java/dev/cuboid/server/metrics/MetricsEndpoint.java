package dev.cuboid.server.metrics;

import dev.cuboid.engine.EngineMetrics;
import dev.cuboid.security.ReasonCode;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * {@code /metrics}: counters and gauges in Prometheus' text format. It holds numbers only, no name
 * of a tenant, a member or a person.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">The format</a>
 */
public final class MetricsEndpoint {

  private final RefusalCounter refusals;
  private final Supplier<EngineMetrics> engine;

  /**
   * @param engine what it measures now
   */
  public MetricsEndpoint(RefusalCounter refusals, Supplier<EngineMetrics> engine) {
    this.refusals = refusals;
    this.engine = engine;
  }

  public Response answer(Request request) {
    EngineMetrics now = engine.get();
    MetricSnapshots snapshots =
        MetricSnapshots.of(
            refusals(),
            counter("cuboid_cache_hits", "Results that were cached.", now.cacheHits()),
            counter("cuboid_cache_misses", "Results that were not cached.", now.cacheMisses()),
            gauge("cuboid_cache_results", "Results in the cache.", now.cachedResults()),
            gauge("cuboid_cache_bytes", "Bytes of results in the cache.", now.cachedBytes()),
            sources("cuboid_queries_waiting", "Queries in the queue.", now, one -> one.waiting()),
            sources(
                "cuboid_queries_running", "Queries in the database.", now, one -> one.running()),
            sources(
                "cuboid_connections_open",
                "Connections to the database.",
                now,
                one -> one.openConnections()),
            sources(
                "cuboid_connections_busy",
                "Connections with a query.",
                now,
                one -> one.busyConnections()),
            queries(now));
    return text(snapshots);
  }

  private CounterSnapshot refusals() {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder()
            .name("cuboid_requests_refused")
            .help("Requests that were refused for their token, by reason.");
    for (ReasonCode reason : ReasonCode.values()) {
      counter.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(Labels.of("reason", reason.name().toLowerCase(Locale.ROOT)))
              .value((double) refusals.of(reason))
              .build());
    }
    return counter.build();
  }

  private static CounterSnapshot queries(EngineMetrics now) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder()
            .name("cuboid_queries")
            .help("Queries that ended, by data source and by how they ended.");
    now.dataSources()
        .forEach(
            (source, one) ->
                Map.of(
                        "succeeded", one.succeeded(),
                        "failed", one.failed(),
                        "cancelled", one.cancelled(),
                        "timed_out", one.timedOut())
                    .forEach(
                        (outcome, count) ->
                            counter.dataPoint(
                                CounterDataPointSnapshot.builder()
                                    .labels(Labels.of("data_source", source, "outcome", outcome))
                                    .value((double) count)
                                    .build())));
    return counter.build();
  }

  private static CounterSnapshot counter(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static GaugeSnapshot gauge(String name, String help, long value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static GaugeSnapshot sources(
      String name,
      String help,
      EngineMetrics now,
      ToDoubleFunction<EngineMetrics.DataSourceMetrics> value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    now.dataSources()
        .forEach(
            (source, one) ->
                gauge.dataPoint(
                    GaugeDataPointSnapshot.builder()
                        .labels(Labels.of("data_source", source))
                        .value(value.applyAsDouble(one))
                        .build()));
    return gauge.build();
  }

  private static Response text(MetricSnapshots snapshots) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create()
          .write(bytes, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can always be written", e);
    }
    return new Response(
        200,
        Map.of("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE),
        List.of(bytes.toByteArray()));
  }
}
