package dev.cuboid.engine.run;

import java.time.Duration;
import java.util.Optional;

/**
 * What holds for the queries of one cache scope in one data source, in place of what holds for all.
 *
 * @param continueWaitTimeout how long a request waits before its client is told to ask again
 * @param orphanTimeout after which a query that nobody asks for any more is cancelled
 * @param queryTimeout after which a running query is cancelled
 * @param backgroundRenew whether cached results are served at once while fresh ones are prepared
 * @param refreshKeyThreshold how long the value of a refresh key is believed, whatever the model
 *     says
 * @param concurrency how many queries of the scope run at once; never more than the data source has
 *     connections
 * @see EngineOptions
 */
public record LoadOptions(
    Optional<Duration> continueWaitTimeout,
    Optional<Duration> orphanTimeout,
    Optional<Duration> queryTimeout,
    Optional<Boolean> backgroundRenew,
    Optional<Duration> refreshKeyThreshold,
    Optional<Integer> concurrency) {

  /** Nothing but what holds for all. */
  public static final LoadOptions DEFAULT =
      new LoadOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
