package dev.cuboid.engine.run;

import java.time.Duration;

/**
 * Limits of a {@link QueryEngine}.
 *
 * @param cacheBytes how much memory cached results may take
 * @param cacheExpiry after which a result is dropped, however often it is asked for
 * @param continueWaitTimeout how long a request waits before its client is told to ask again:
 *     {@code continueWaitTimeout}, at most 90 seconds
 * @param orphanTimeout after which a query that nobody asks for any more is cancelled: {@code
 *     orphanedTimeout}
 * @param queueCapacity how many queries may wait for one data source
 * @param backgroundRenew whether cached results are served at once while fresh ones are prepared,
 *     also where a request did not say so
 * @param renewWindow for how long after it was asked for a result is renewed at each round of
 *     {@code QueryEngine.renew}; zero where there are no rounds
 */
public record EngineOptions(
    long cacheBytes,
    Duration cacheExpiry,
    Duration continueWaitTimeout,
    Duration orphanTimeout,
    int queueCapacity,
    boolean backgroundRenew,
    Duration renewWindow) {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

  /** Bytes; as much as some ten thousand results take, which is how many Cube keeps. */
  private static final long USUAL_CACHE = 64L << 20;

  public EngineOptions {
    if (continueWaitTimeout.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "continueWaitTimeout must be at most 90 seconds, was " + continueWaitTimeout.toSeconds());
    }
    if (queueCapacity < 1) {
      throw new IllegalArgumentException("queueCapacity must be at least 1, was " + queueCapacity);
    }
  }

  /** Cube's defaults, and 64 MB for results, or a quarter of the heap where that is less. */
  public static EngineOptions defaults() {
    return new EngineOptions(
        Math.min(USUAL_CACHE, Runtime.getRuntime().maxMemory() / 4),
        Duration.ofHours(24),
        Duration.ofSeconds(10),
        Duration.ofMinutes(2),
        1000,
        false,
        Duration.ZERO);
  }

  /** The same, but for the memory of cached results. */
  public EngineOptions withCacheBytes(long bytes) {
    return new EngineOptions(
        bytes,
        cacheExpiry,
        continueWaitTimeout,
        orphanTimeout,
        queueCapacity,
        backgroundRenew,
        renewWindow);
  }

  /** The same, but for the time that a request waits. */
  public EngineOptions withContinueWaitTimeout(Duration timeout) {
    return new EngineOptions(
        cacheBytes,
        cacheExpiry,
        timeout,
        orphanTimeout,
        queueCapacity,
        backgroundRenew,
        renewWindow);
  }

  /** The same, but for the time that results are renewed. */
  public EngineOptions withRenewWindow(Duration window) {
    return new EngineOptions(
        cacheBytes,
        cacheExpiry,
        continueWaitTimeout,
        orphanTimeout,
        queueCapacity,
        backgroundRenew,
        window);
  }
}
