package dev.cuboid.engine.run;

import dev.cuboid.engine.failure.ContinueWaitException;
import dev.cuboid.engine.failure.EngineException;
import dev.cuboid.engine.schedule.Priority;
import dev.cuboid.engine.trace.Span;
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

  /** Of a step: where the result comes from. */
  private static final String RESULT = "cuboid.cache.result";

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
   * @param request says how fresh it must be, and is told where it comes from
   * @throws ContinueWaitException if it takes longer than a request may wait
   */
  public Loaded load(ResultKey key, LoadRequest request) {
    Span step = request.span().begin("cache");
    try {
      return load(key, request, step);
    } catch (ContinueWaitException e) {
      step.set(RESULT, "continue_wait");
      throw e;
    } catch (RuntimeException e) {
      step.fail(e.getClass().getSimpleName());
      throw e;
    } finally {
      step.close();
    }
  }

  private Loaded load(ResultKey key, LoadRequest request, Span step) {
    List<RefreshKeyQuery> keys = request.refreshKeys();
    CacheMode mode = request.mode();
    LoadOptions own = request.options();
    Duration patience = own.continueWaitTimeout().orElse(options.continueWaitTimeout());
    Waiter waiter = Waiter.client(request.requestId(), patience, own, step);
    if (mode != CacheMode.NO_CACHE) {
      wanted.add(key, keys, own);
    }
    Optional<StoredResult> cached = cache.find(key);
    if (cached.isPresent()
        && cached.get().handOver(waiter.requestId(), patience, clock.instant())) {
      return fromCache(cached.get(), waiter);
    }
    return switch (mode) {
      case NO_CACHE -> fromDatabase(run(key, waiter), cached, waiter);
      case MUST_REVALIDATE -> fresh(key, keys, waiter, Priority.INTERACTIVE);
      case STALE_WHILE_REVALIDATE -> cachedWhileRenewed(key, request, cached, waiter);
      case STALE_IF_SLOW ->
          own.backgroundRenew().orElse(options.backgroundRenew())
              ? cachedWhileRenewed(key, request, cached, waiter)
              : freshUnlessSlow(key, keys, waiter);
    };
  }

  /**
   * Renews what was asked for lately, where a refresh key has changed, and returns when that is
   * done. A few at a time: a queue full of this would keep requests out.
   *
   * @param cacheScopes whose results are renewed
   * @param cause of the renewals, which are no part of it
   */
  public void renewWanted(Predicate<String> cacheScopes, Span cause) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            RENEWED_AT_ONCE, Thread.ofVirtual().name("renew-", 0).factory())) {
      wanted
          .all()
          .forEach(
              (key, wish) -> {
                if (cacheScopes.test(key.cacheScope())) {
                  threads.execute(() -> renew(key, wish.refreshKeys(), wish.options(), cause));
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
    Optional<StoredResult> cached = cache.find(key);
    if (cached.isPresent() && isFresh(cached.get(), values)) {
      return fromCache(cached.get(), waiter);
    }
    StoredResult result =
        flights.result(
            key, stored -> isFresh(stored, values), Optional.of(values), priority, waiter);
    return fromDatabase(result, cached, waiter);
  }

  private Loaded freshUnlessSlow(ResultKey key, List<RefreshKeyQuery> keys, Waiter waiter) {
    try {
      return fresh(key, keys, waiter, Priority.INTERACTIVE);
    } catch (ContinueWaitException e) {
      StoredResult older = cache.find(key).orElseThrow(() -> e);
      fromCache.increment();
      say(waiter, "stale");
      return new Loaded(older.rows(), older.refreshedAt(), true);
    }
  }

  private Loaded cachedWhileRenewed(
      ResultKey key, LoadRequest request, Optional<StoredResult> cached, Waiter waiter) {
    List<RefreshKeyQuery> keys = request.refreshKeys();
    if (cached.isEmpty()) {
      return fresh(key, keys, waiter, Priority.INTERACTIVE);
    }
    Thread.ofVirtual()
        .name("renew")
        .start(() -> renew(key, keys, request.options(), request.span()));
    return fromCache(cached.get(), waiter);
  }

  private void renew(ResultKey key, List<RefreshKeyQuery> keys, LoadOptions own, Span cause) {
    if (!renewing.add(key)) {
      return;
    }
    try (Renewal step = new Renewal(cause)) {
      renew(key, keys, Waiter.background(options.cacheExpiry(), own, step));
    } finally {
      renewing.remove(key);
    }
  }

  private void renew(ResultKey key, List<RefreshKeyQuery> keys, Waiter waiter) {
    try {
      fresh(key, keys, waiter, Priority.BACKGROUND);
    } catch (EngineException e) {
      waiter.span().fail(e.getClass().getSimpleName());
      // The message may hold data of a row; who asks next gets it.
      LOG.debug("A cached result of data source {} could not be renewed", key.query().dataSource());
    }
  }

  private boolean isFresh(StoredResult result, List<String> values) {
    Duration threshold = values.isEmpty() ? options.cacheExpiry() : RENEWAL_THRESHOLD;
    return result.isFresh(values, threshold, clock.instant());
  }

  private Loaded fromCache(StoredResult result, Waiter waiter) {
    fromCache.increment();
    say(waiter, "hit");
    return new Loaded(result.rows(), result.refreshedAt(), false);
  }

  private Loaded fromDatabase(StoredResult result, Optional<StoredResult> older, Waiter waiter) {
    fromDatabase.increment();
    say(waiter, older.isPresent() ? "renewed" : "miss");
    return new Loaded(result.rows(), result.refreshedAt(), false);
  }

  private static void say(Waiter waiter, String result) {
    waiter.span().set(RESULT, result);
  }
}
