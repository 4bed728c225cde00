package dev.cuboid.security;

import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one provider: cached as its answer allows, refreshed in the background, asked for
 * again for an unknown key id at most once in ten seconds, and kept for a bounded time while the
 * provider does not answer. Thread-safe.
 */
final class KeySetSource implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KeySetSource.class);

  /** How long a new key of a provider may stay unknown while somebody invents ids of keys. */
  private static final Duration REFETCH_INTERVAL = Duration.ofSeconds(10);

  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);
  private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);
  private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(1);
  private static final Duration LONGEST_LIFETIME = Duration.ofHours(24);

  private record Fetched(KeySet keys, Instant freshUntil, long generation) {}

  private final KeySource location;
  private final Duration staleLimit;
  private final InstantSource clock;
  private final ProviderDocuments documents;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Thread refresher;
  private volatile @Nullable Fetched current;
  private volatile @Nullable Instant lastAttempt;
  private volatile @Nullable Instant lastRefetch;
  private volatile String lastFailure = "it was not asked yet";

  private KeySetSource(
      KeySource location, Duration staleLimit, InstantSource clock, ProviderAccess access) {
    this.location = location;
    this.staleLimit = staleLimit;
    this.clock = clock;
    this.documents = new ProviderDocuments(access);
    this.refresher = Thread.ofVirtual().name("jwks-refresh").unstarted(this::refreshInBackground);
  }

  /** Begins to fetch the keys at once, in the background. */
  static KeySetSource start(
      KeySource location, Duration staleLimit, InstantSource clock, ProviderAccess access) {
    KeySetSource source = new KeySetSource(location, staleLimit, clock, access);
    source.refresher.start();
    return source;
  }

  /**
   * The key of that id.
   *
   * @throws InvalidTokenException where there is none, or the provider gives no keys
   */
  KeySet.Entry find(String keyId) throws InvalidTokenException {
    Fetched keys = usable();
    return keys.keys()
        .find(keyId)
        .or(() -> refetched(keys).keys().find(keyId))
        .orElseThrow(
            () ->
                new InvalidTokenException(
                    ReasonCode.UNKNOWN_KEY,
                    "Unable to verify, JWK with kid: \"" + Printable.text(keyId) + "\" not found"));
  }

  /** Which answer of the provider is in use; another number means other keys. */
  long generation() {
    Fetched keys = current;
    return keys == null ? 0 : keys.generation();
  }

  /** How many keys there are; asks for them where that was not done yet. */
  int count() throws InvalidTokenException {
    return usable().keys().keys().size();
  }

  private Fetched usable() throws InvalidTokenException {
    Fetched keys = current;
    if (keys != null && clock.instant().isBefore(keys.freshUntil())) {
      return keys;
    }
    // While one request asks, others go on with the keys that they have.
    boolean mayWait = keys == null || !isWithinStaleLimit(keys);
    if (mayWait || !fetching.isLocked()) {
      fetchIfDue(RETRY_INTERVAL);
    }
    keys = current;
    if (keys != null && isWithinStaleLimit(keys)) {
      return keys;
    }
    throw new InvalidTokenException(
        ReasonCode.KEYS_UNAVAILABLE,
        "the keys of " + location.describe() + " are not available: " + lastFailure);
  }

  private boolean isWithinStaleLimit(Fetched keys) {
    return clock.instant().isBefore(keys.freshUntil().plus(staleLimit));
  }

  /**
   * Newer keys than those in which an id was not found. The interval counts from the last such
   * fetch, not from a regular one: a provider may have new keys the moment after that.
   */
  private Fetched refetched(Fetched keys) {
    fetching.lock();
    try {
      if (keys.equals(current) && isOver(REFETCH_INTERVAL, lastRefetch)) {
        lastRefetch = clock.instant();
        fetch();
      }
    } finally {
      fetching.unlock();
    }
    Fetched now = current;
    return now == null ? keys : now;
  }

  /** One fetch at a time, and none before the interval is over, also after a failure. */
  private void fetchIfDue(Duration interval) {
    fetching.lock();
    try {
      if (isOver(interval, lastAttempt)) {
        fetch();
      }
    } finally {
      fetching.unlock();
    }
  }

  private boolean isOver(Duration interval, @Nullable Instant since) {
    return since == null || !clock.instant().isBefore(since.plus(interval));
  }

  private void fetch() {
    Instant now = clock.instant();
    lastAttempt = now;
    try {
      ProviderDocuments.Document document = documents.fetch(keySetUri());
      KeySet keys = KeySet.of(document.content());
      Instant freshUntil = now.plus(lifetime(document.maximumAge()));
      current = new Fetched(keys, freshUntil, nextGeneration(keys));
    } catch (IOException | ParseException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted");
    }
  }

  private URI keySetUri() throws IOException, InterruptedException {
    return switch (location) {
      case KeySource.PublishedKeys published -> published.uri();
      case KeySource.Discovery discovery -> documents.keySetUri(discovery);
      case KeySource.LocatedKeys _ -> throw new IOException("each token has an address of its own");
      case KeySource.SharedSecrets _ -> throw new IOException("secrets are not published");
    };
  }

  private void fail(String reason) {
    lastFailure = reason;
    log.warn("the keys of {} could not be fetched: {}", location.describe(), reason);
  }

  private long nextGeneration(KeySet keys) {
    Fetched before = current;
    if (before == null) {
      return 1;
    }
    return before.keys().equals(keys) ? before.generation() : before.generation() + 1;
  }

  private static Duration lifetime(Optional<Duration> maximumAge) {
    Duration lifetime = maximumAge.orElse(DEFAULT_LIFETIME);
    if (lifetime.compareTo(SHORTEST_LIFETIME) < 0) {
      return SHORTEST_LIFETIME;
    }
    return lifetime.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : lifetime;
  }

  private void refreshInBackground() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Fetched keys = current;
        boolean due =
            keys == null || !clock.instant().isBefore(keys.freshUntil().minus(REFETCH_INTERVAL));
        if (due) {
          fetchIfDue(RETRY_INTERVAL);
        }
        TimeUnit.SECONDS.sleep(RETRY_INTERVAL.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    refresher.interrupt();
    documents.close();
  }
}
