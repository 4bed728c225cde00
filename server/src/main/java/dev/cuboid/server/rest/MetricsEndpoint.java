package dev.cuboid.server.rest;

import dev.cuboid.engine.EngineMetrics;
import dev.cuboid.engine.EngineMetrics.DataSourceMetrics;
import dev.cuboid.engine.QueryEngine;
import dev.cuboid.server.http.Body;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.project.Compilations;
import dev.cuboid.server.project.TenantModels;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.ToLongFunction;

/** {@code /metrics}: what the server does, in numbers. No names of tenants, no values of rows. */
final class MetricsEndpoint {

  private final QueryEngine engine;
  private final TenantModels models;
  private final RequestMetrics requests;

  MetricsEndpoint(QueryEngine engine, TenantModels models, RequestMetrics requests) {
    this.engine = engine;
    this.models = models;
    this.requests = requests;
  }

  Response metrics(Request request) {
    PrometheusText page = new PrometheusText();
    requests.writeTo(page);
    write(engine.metrics(), page);
    write(models.compilations(), page);
    page.family("cuboid_heap_bytes", "gauge", "Memory of the Java heap in use.")
        .sample(Map.of(), ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    return new Response(
        200, Map.of("Content-Type", PrometheusText.CONTENT_TYPE), Body.of(page.bytes()));
  }

  private static void write(EngineMetrics engine, PrometheusText page) {
    page.family("cuboid_cache_requests_total", "counter", "Results by where they came from.")
        .sample(Map.of("result", "hit"), engine.cacheHits())
        .sample(Map.of("result", "miss"), engine.cacheMisses());
    page.family("cuboid_cache_results", "gauge", "Results in the cache.")
        .sample(Map.of(), engine.cachedResults());
    page.family("cuboid_cache_bytes", "gauge", "Memory of the results in the cache.")
        .sample(Map.of(), engine.cachedBytes());
    perSource(
        page.family("cuboid_queue_waiting", "gauge", "Queries that wait for their turn."),
        engine,
        DataSourceMetrics::waiting);
    perSource(
        page.family("cuboid_queue_running", "gauge", "Queries that run in the database."),
        engine,
        DataSourceMetrics::running);
    perSource(
        page.family("cuboid_connections_open", "gauge", "Connections to the database."),
        engine,
        DataSourceMetrics::openConnections);
    perSource(
        page.family("cuboid_connections_busy", "gauge", "Connections that run a query."),
        engine,
        DataSourceMetrics::busyConnections);
    page.family("cuboid_queries_total", "counter", "Queries of the database by how they ended.");
    engine
        .dataSources()
        .forEach(
            (name, source) -> {
              ended(page, name, "succeeded", source.succeeded());
              ended(page, name, "failed", source.failed());
              ended(page, name, "cancelled", source.cancelled());
              ended(page, name, "timed_out", source.timedOut());
            });
  }

  private static void write(Compilations compilations, PrometheusText page) {
    page.family("cuboid_compilations_total", "counter", "Compilations of data models by outcome.")
        .sample(Map.of("outcome", "succeeded"), compilations.succeeded())
        .sample(Map.of("outcome", "failed"), compilations.failed());
    page.family("cuboid_compilation_seconds_total", "counter", "How long they took, all together.")
        .sample("", Map.of(), Double.toString(compilations.time().toNanos() / 1e9));
  }

  private static void perSource(
      PrometheusText page, EngineMetrics engine, ToLongFunction<DataSourceMetrics> value) {
    engine
        .dataSources()
        .forEach(
            (name, source) -> page.sample(Map.of("data_source", name), value.applyAsLong(source)));
  }

  private static void ended(PrometheusText page, String source, String outcome, long count) {
    page.sample(Map.of("data_source", source, "outcome", outcome), count);
  }
}
