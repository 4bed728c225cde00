package dev.cuboid.server.hooks;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a tenant's queries are waited for, and how many run at once: Cube's {@code
 * orchestratorOptions}. What is left open is as the settings have it.
 *
 * @param continueWaitTimeout how long a request waits before its client is told to ask again, at
 *     most 90 seconds
 * @param refreshKeyRenewalThreshold how long the value of a refresh key is believed, whatever the
 *     model says
 * @param backgroundRenew whether cached results are served while fresh ones are prepared
 * @param queue what holds for a data source, by its name
 * @see <a
 *     href="https://cube.dev/docs/product/configuration/reference/config#orchestrator_options">orchestratorOptions
 *     </a>
 */
public record OrchestratorOptions(
    Optional<Duration> continueWaitTimeout,
    Optional<Duration> refreshKeyRenewalThreshold,
    Optional<Boolean> backgroundRenew,
    Function<String, QueueOptions> queue) {

  /** Leaves everything open. */
  public static final OrchestratorOptions NONE =
      new OrchestratorOptions(
          Optional.empty(), Optional.empty(), Optional.empty(), dataSource -> QueueOptions.NONE);

  /**
   * Of the queue of a data source: Cube's {@code queryCacheOptions.queueOptions}.
   *
   * @param concurrency how many of the tenant's queries run at once; never more than the data
   *     source has connections
   * @param continueWaitTimeout holds where there is none for all data sources
   * @param executionTimeout after which a running query is cancelled
   * @param orphanedTimeout after which a query that nobody asks for any more is cancelled
   */
  public record QueueOptions(
      Optional<Integer> concurrency,
      Optional<Duration> continueWaitTimeout,
      Optional<Duration> executionTimeout,
      Optional<Duration> orphanedTimeout) {

    /** Leaves everything open. */
    public static final QueueOptions NONE =
        new QueueOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
