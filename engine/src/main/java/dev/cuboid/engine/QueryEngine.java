package dev.cuboid.engine;

import dev.cuboid.engine.EngineMetrics.DataSourceMetrics;
import dev.cuboid.engine.failure.ContinueWaitException;
import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.failure.EngineException;
import dev.cuboid.engine.failure.QueueFullException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.run.Flights;
import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.engine.run.Loaded;
import dev.cuboid.engine.run.Loader;
import dev.cuboid.engine.run.Outcomes;
import dev.cuboid.engine.run.Reading;
import dev.cuboid.engine.run.ResultCache;
import dev.cuboid.engine.run.ResultKey;
import dev.cuboid.engine.run.Sweeper;
import dev.cuboid.engine.run.Target;
import dev.cuboid.engine.schedule.QueryQueue;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.Source;
import dev.cuboid.engine.source.Sources;
import dev.cuboid.query.SqlQuery;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns SQL into rows, and keeps them. Thread-safe; its methods block and are meant for virtual
 * threads.
 */
public final class QueryEngine implements AutoCloseable {

  private final Map<String, NamedSource> sources;
  private final ResultCache cache;
  private final Flights flights;
  private final Loader loader;
  private final Sweeper sweeper;

  private QueryEngine(EngineOptions options, Map<String, NamedSource> sources, Clock clock) {
    this.sources = sources;
    this.cache = new ResultCache(options.cacheBytes(), options.cacheExpiry(), clock);
    this.flights =
        new Flights(name -> source(name).target(), cache, options.orphanTimeout(), clock);
    this.loader = new Loader(cache, flights, options, clock);
    this.sweeper = Sweeper.start(flights);
  }

  /**
   * Does not connect to any database yet.
   *
   * @param options limits
   * @param dataSources by name
   * @param clock says whether cached results are old; waiting requests go by real time
   */
  public static QueryEngine create(
      EngineOptions options, Map<String, DataSourceConfig> dataSources, Clock clock) {
    Map<String, NamedSource> sources = new LinkedHashMap<>();
    dataSources.forEach(
        (name, config) -> sources.put(name, NamedSource.create(name, config, options)));
    return new QueryEngine(options, sources, clock);
  }

  /**
   * The rows of a query.
   *
   * @throws ContinueWaitException if they take longer than a request may wait; the work goes on
   * @throws QueueFullException if too many queries wait
   * @throws DatabaseException if the database refuses, or the data source does not exist
   */
  public QueryResult load(LoadRequest request) {
    SqlQuery sql = request.sql();
    NamedSource source = source(sql.dataSource());
    Loaded loaded = load(sql, new Reading.Rows(request.shape()), request);
    return new QueryResult(
        loaded.rows(), loaded.refreshedAt(), sql.dataSource(), source.dbType(), loaded.slowQuery());
  }

  /**
   * The number that a query gives, which belongs to the rows of another: the count of all rows
   * without the limit.
   *
   * @param count gives one row with one whole number
   * @param request whose refresh keys, cache mode and scope hold
   * @throws EngineException as {@link #load}
   */
  public long count(SqlQuery count, LoadRequest request) {
    source(count.dataSource());
    return Long.parseLong(load(count, new Reading.Count(), request).rows().toJson());
  }

  /**
   * Cancels what only this request waits for.
   *
   * @param cacheScope the tenant of whoever asks for it: nobody cancels what is another's
   * @return whether there was something that it waited for
   */
  public boolean cancel(String requestId, String cacheScope) {
    return flights.cancel(requestId, cacheScope);
  }

  /**
   * Asks a data source for nothing.
   *
   * @throws DatabaseException if it does not answer
   */
  public void testConnection(String dataSource) {
    source(dataSource).target().source().testConnection();
  }

  /** The kind of a data source, as Cube names it. */
  public String dbType(String dataSource) {
    return source(dataSource).dbType();
  }

  /** What the engine has done and does. */
  public EngineMetrics metrics() {
    Map<String, DataSourceMetrics> measured = new LinkedHashMap<>();
    sources.forEach((name, source) -> measured.put(name, source.metrics()));
    return new EngineMetrics(
        loader.hits(), loader.misses(), cache.count(), cache.bytes(), measured);
  }

  /** Cancels what runs and closes all connections. */
  @Override
  public void close() {
    sweeper.close();
    flights.stopAll("The server is stopping");
    sources.values().forEach(NamedSource::close);
  }

  private Loaded load(SqlQuery sql, Reading reading, LoadRequest request) {
    return loader.load(
        new ResultKey(sql, request.cacheScope(), reading),
        request.refreshKeys(),
        request.mode(),
        request.requestId());
  }

  private NamedSource source(String name) {
    NamedSource source = sources.get(name);
    if (source == null) {
      throw new DatabaseException(
          "The %s data source is missing in the declared CUBEJS_DATASOURCES.".formatted(name));
    }
    return source;
  }

  private record NamedSource(String dbType, Target target) {

    static NamedSource create(String name, DataSourceConfig config, EngineOptions options) {
      DataSourceConfig.Limits limits = config.limits();
      QueryQueue queue =
          new QueryQueue(
              name, limits.concurrency(), limits.maxConnections(), options.queueCapacity());
      return new NamedSource(
          config.dbType(),
          new Target(Sources.create(name, config), queue, limits.queryTimeout(), new Outcomes()));
    }

    DataSourceMetrics metrics() {
      Source.ConnectionCount connections = target.source().connections();
      Outcomes outcomes = target.outcomes();
      return new DataSourceMetrics(
          target.queue().waiting(),
          target.queue().running(),
          connections.open(),
          connections.busy(),
          outcomes.succeeded(),
          outcomes.failed(),
          outcomes.cancelled(),
          outcomes.timedOut());
    }

    void close() {
      target.queue().close();
      target.source().close();
    }
  }
}
