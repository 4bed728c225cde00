package dev.cuboid.engine.run;

import dev.cuboid.engine.failure.ContinueWaitException;
import dev.cuboid.engine.failure.EngineException;
import dev.cuboid.engine.schedule.Priority;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.RefreshKeyQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides between the cache and the database. Thread-safe.
 *
 * @see <a href="https://cube.dev/docs/product/caching">Caching</a>
 */
public final class Loader {

  private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

  /** After which a result is renewed though its refresh keys have not changed. */
  private static final Duration RENEWAL_THRESHOLD = Duration.ofHours(6);

  private static final int RENEWED_AT_ONCE = 4;

  private final ResultCache cache;
  private final Flights flights;
  private final RefreshKeys refreshKeys;
  private final EngineOptions options;
  private final Clock clock;
  private final Wanted wanted;
  private final Set<ResultKey> renewing = ConcurrentHashMap.newKeySet();
  private final LongAdder fromCache = new LongAdder();
  private final LongAdder fromDatabase = new LongAdder();

  /**
   * @param cache where results are looked up
   * @param flights runs queries
   */
  public Loader(ResultCache cache, Flights flights, EngineOptions options, Clock clock) {
    this.cache = cache;
    this.flights = flights;
    this.refreshKeys = new RefreshKeys(flights, clock);
    this.options = options;
    this.clock = clock;
    this.wanted = new Wanted(options.renewWindow(), clock);
  }

  /**
   * The result of a query.
   *
   * @param keys say whether a cached result is old
   * @throws ContinueWaitException if it takes longer than a request may wait
   */
  public Loaded load(ResultKey key, List<RefreshKeyQuery> keys, CacheMode mode, String requestId) {
    if (mode != CacheMode.NO_CACHE) {
      wanted.add(key, keys);
    }
    Optional<StoredResult> cached = cache.find(key);
    if (cached.isPresent()
        && cached.get().handOver(requestId, options.continueWaitTimeout(), clock.instant())) {
      return fromCache(cached.get());
    }
    Waiter waiter = Waiter.client(requestId, options.continueWaitTimeout());
    return switch (mode) {
      case NO_CACHE -> fromDatabase(run(key, waiter));
      case MUST_REVALIDATE -> fresh(key, keys, waiter, Priority.INTERACTIVE);
      case STALE_WHILE_REVALIDATE -> cachedWhileRenewed(key, keys, cached, waiter);
      case STALE_IF_SLOW ->
          options.backgroundRenew()
              ? cachedWhileRenewed(key, keys, cached, waiter)
              : freshUnlessSlow(key, keys, waiter);
    };
  }

  /**
   * Renews what was asked for lately, where a refresh key has changed, and returns when that is
   * done. A few at a time: a queue full of this would keep requests out.
   *
   * @param cacheScopes whose results are renewed
   */
  public void renewWanted(Predicate<String> cacheScopes) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            RENEWED_AT_ONCE, Thread.ofVirtual().name("renew-", 0).factory())) {
      wanted
          .all()
          .forEach(
              (key, keys) -> {
                if (cacheScopes.test(key.cacheScope())) {
                  threads.execute(() -> renew(key, keys));
                }
              });
    }
  }

  /** How many requests were answered from the cache. */
  public long hits() {
    return fromCache.sum();
  }

  /** How many requests were answered by the database. */
  public long misses() {
    return fromDatabase.sum();
  }

  private StoredResult run(ResultKey key, Waiter waiter) {
    return flights.result(key, cached -> false, Optional.empty(), Priority.INTERACTIVE, waiter);
  }

  private Loaded fresh(
      ResultKey key, List<RefreshKeyQuery> keys, Waiter waiter, Priority priority) {
    List<String> values = refreshKeys.values(keys, key, waiter);
    Optional<StoredResult> cached = cache.find(key).filter(result -> isFresh(result, values));
    if (cached.isPresent()) {
      return fromCache(cached.get());
    }
    return fromDatabase(
        flights.result(
            key, result -> isFresh(result, values), Optional.of(values), priority, waiter));
  }

  private Loaded freshUnlessSlow(ResultKey key, List<RefreshKeyQuery> keys, Waiter waiter) {
    try {
      return fresh(key, keys, waiter, Priority.INTERACTIVE);
    } catch (ContinueWaitException e) {
      StoredResult older = cache.find(key).orElseThrow(() -> e);
      fromCache.increment();
      return new Loaded(older.rows(), older.refreshedAt(), true);
    }
  }

  private Loaded cachedWhileRenewed(
      ResultKey key, List<RefreshKeyQuery> keys, Optional<StoredResult> cached, Waiter waiter) {
    if (cached.isEmpty()) {
      return fresh(key, keys, waiter, Priority.INTERACTIVE);
    }
    Thread.ofVirtual().name("renew").start(() -> renew(key, keys));
    return fromCache(cached.get());
  }

  private void renew(ResultKey key, List<RefreshKeyQuery> keys) {
    if (!renewing.add(key)) {
      return;
    }
    try {
      fresh(key, keys, Waiter.background(options.cacheExpiry()), Priority.BACKGROUND);
    } catch (EngineException e) {
      // The message may hold data of a row; who asks next gets it.
      LOG.debug("A cached result of data source {} could not be renewed", key.query().dataSource());
    } finally {
      renewing.remove(key);
    }
  }

  private boolean isFresh(StoredResult result, List<String> values) {
    Duration threshold = values.isEmpty() ? options.cacheExpiry() : RENEWAL_THRESHOLD;
    return result.isFresh(values, threshold, clock.instant());
  }

  private Loaded fromCache(StoredResult result) {
    fromCache.increment();
    return new Loaded(result.rows(), result.refreshedAt(), false);
  }

  private Loaded fromDatabase(StoredResult result) {
    fromDatabase.increment();
    return new Loaded(result.rows(), result.refreshedAt(), false);
  }
}
