package dev.cuboid.engine.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cuboid.query.RefreshKeyQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What was asked for lately, to be renewed before it is asked for again. Thread-safe. */
final class Wanted {

  /**
   * What a request said of its result.
   *
   * @param refreshKeys whose values say whether it is old
   * @param options what holds for its tenant
   */
  record Wish(List<RefreshKeyQuery> refreshKeys, LoadOptions options) {}

  /** As many results as Cube keeps in memory. */
  private static final int MOST = 10_000;

  private final boolean renewed;
  private final Cache<ResultKey, Wish> lately;

  /**
   * @param window for how long after a request its result is wanted; nothing is, where it is zero
   */
  Wanted(Duration window, Clock clock) {
    this.renewed = !window.isZero();
    this.lately =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(window)
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .executor(Runnable::run)
            .build();
  }

  /** Notes a request. */
  void add(ResultKey key, List<RefreshKeyQuery> refreshKeys, LoadOptions options) {
    if (renewed) {
      lately.put(key, new Wish(refreshKeys, options));
    }
  }

  /** The results that are wanted, each with what was said of it last. */
  Map<ResultKey, Wish> all() {
    return Map.copyOf(lately.asMap());
  }
}
