package dev.cuboid.engine.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Results in memory, bounded in bytes. Thread-safe. */
public final class ResultCache {

  private final Cache<ResultKey, StoredResult> results;

  /**
   * @param maximumBytes of all results and their keys
   * @param expiry after which a result is dropped
   * @param clock says what time it is
   */
  public ResultCache(long maximumBytes, Duration expiry, Clock clock) {
    this.results =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .weigher(ResultCache::weight)
            .expireAfterWrite(expiry)
            .ticker(() -> Duration.between(java.time.Instant.EPOCH, clock.instant()).toNanos())
            .executor(Runnable::run)
            .build();
  }

  /** The result, however old. */
  public Optional<StoredResult> find(ResultKey key) {
    return Optional.ofNullable(results.getIfPresent(key));
  }

  /** Keeps a result in place of the one before. */
  public void store(ResultKey key, StoredResult result) {
    results.put(key, result);
  }

  /** Forgets a result. */
  public void drop(ResultKey key) {
    results.invalidate(key);
  }

  /** How many results there are. */
  public long count() {
    results.cleanUp();
    return results.estimatedSize();
  }

  /** How many bytes they take, with their keys. */
  public long bytes() {
    return results.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  private static int weight(ResultKey key, StoredResult result) {
    return (int) Math.min(Integer.MAX_VALUE, key.weight() + result.rows().storedLength());
  }
}
