package dev.cuboid.engine;

import dev.cuboid.engine.NamedSources.NamedSource;
import dev.cuboid.engine.failure.ContinueWaitException;
import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.failure.EngineException;
import dev.cuboid.engine.failure.QueueFullException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.run.Flights;
import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.engine.run.Loaded;
import dev.cuboid.engine.run.Loader;
import dev.cuboid.engine.run.Reading;
import dev.cuboid.engine.run.ResultCache;
import dev.cuboid.engine.run.ResultKey;
import dev.cuboid.engine.run.Sweeper;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.trace.Span;
import dev.cuboid.query.SqlQuery;
import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Turns SQL into rows, and keeps them. Thread-safe; its methods block and are meant for virtual
 * threads.
 */
public final class QueryEngine implements AutoCloseable {

  private final NamedSources sources;
  private final ResultCache cache;
  private final Flights flights;
  private final Loader loader;
  private final Sweeper sweeper;

  private QueryEngine(EngineOptions options, NamedSources sources, Clock clock) {
    this.sources = sources;
    this.cache = new ResultCache(options.cacheBytes(), options.cacheExpiry(), clock);
    this.flights = new Flights(cache, options.orphanTimeout(), clock);
    this.loader = new Loader(cache, flights, options, clock);
    this.sweeper = Sweeper.start(this::sweep);
  }

  /**
   * Does not connect to any database yet.
   *
   * @param options limits
   * @param dataSources that all share, by name
   * @param clock says whether cached results are old; waiting requests go by real time
   */
  public static QueryEngine create(
      EngineOptions options, Map<String, DataSourceConfig> dataSources, Clock clock) {
    return new QueryEngine(
        options, new NamedSources(dataSources, options.queueCapacity(), clock), clock);
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
    NamedSource source = sources.find(sql.dataSource(), request.ownDatabase());
    Loaded loaded = load(source, sql, new Reading.Rows(request.shape()), request);
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
    NamedSource source = sources.find(count.dataSource(), request.ownDatabase());
    return Long.parseLong(load(source, count, new Reading.Count(), request).rows().toJson());
  }

  /**
   * Renews results that were asked for within the {@link EngineOptions#renewWindow}, where their
   * refresh keys have changed; returns when that is done.
   *
   * @param cacheScopes whose results are renewed
   * @param cause of the renewals, which are no part of it
   */
  public void renew(Predicate<String> cacheScopes, Span cause) {
    loader.renewWanted(cacheScopes, cause);
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
    sources.shared(dataSource).target().source().testConnection();
  }

  /** The kind of a data source, as Cube names it. */
  public String dbType(String dataSource) {
    return sources.shared(dataSource).dbType();
  }

  /** What the engine has done and does. */
  public EngineMetrics metrics() {
    return new EngineMetrics(
        loader.hits(), loader.misses(), cache.count(), cache.bytes(), sources.metrics());
  }

  /** Cancels what runs and closes all connections. */
  @Override
  public void close() {
    sweeper.close();
    flights.stopAll("The server is stopping");
    sources.close();
  }

  private void sweep() {
    flights.sweep();
    sources.closeIdle();
  }

  private Loaded load(NamedSource source, SqlQuery sql, Reading reading, LoadRequest request) {
    return loader.load(new ResultKey(source.target(), sql, request.cacheScope(), reading), request);
  }
}
