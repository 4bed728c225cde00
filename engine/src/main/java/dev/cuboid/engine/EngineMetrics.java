package dev.cuboid.engine;

import java.util.Map;

/**
 * What the engine has done and does, at one moment. Counters only grow while it runs.
 *
 * @param cacheHits requests that were answered from the cache
 * @param cacheMisses requests that were answered by a database
 * @param cachedResults results in the cache
 * @param cachedBytes their size, with that of their keys
 * @param dataSources by name
 */
public record EngineMetrics(
    long cacheHits,
    long cacheMisses,
    long cachedResults,
    long cachedBytes,
    Map<String, DataSourceMetrics> dataSources) {

  public EngineMetrics {
    dataSources = Map.copyOf(dataSources);
  }

  /**
   * @param waiting queries in the queue
   * @param running queries in the database
   * @param openConnections to the database
   * @param busyConnections of these
   * @param succeeded queries that have given a result
   * @param failed queries that ended with an error, for whatever reason
   * @param cancelled queries that nobody wanted any more
   * @param timedOut queries that took too long
   */
  public record DataSourceMetrics(
      int waiting,
      int running,
      int openConnections,
      int busyConnections,
      long succeeded,
      long failed,
      long cancelled,
      long timedOut) {

    /** What two databases do together. */
    DataSourceMetrics plus(DataSourceMetrics other) {
      return new DataSourceMetrics(
          waiting + other.waiting,
          running + other.running,
          openConnections + other.openConnections,
          busyConnections + other.busyConnections,
          succeeded + other.succeeded,
          failed + other.failed,
          cancelled + other.cancelled,
          timedOut + other.timedOut);
    }
  }
}
