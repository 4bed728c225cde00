package dev.cuboid.security;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one provider: cached as its answer allows, refreshed in the background, asked for
 * again for an unknown key id at most once a minute, and kept for a bounded time while the provider
 * does not answer. Thread-safe.
 */
final class KeySetSource implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KeySetSource.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REFETCH_INTERVAL = Duration.ofMinutes(1);
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);
  private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);
  private static final Duration LONGEST_LIFETIME = Duration.ofHours(24);
  private static final int MAXIMUM_BYTES = 512 * 1024;
  private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");

  private record Fetched(KeySet keys, Instant at, Instant freshUntil, long generation) {}

  private final URI uri;
  private final Duration staleLimit;
  private final InstantSource clock;
  private final HttpClient client;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Thread refresher;
  private volatile @Nullable Fetched current;
  private volatile @Nullable Instant lastAttempt;
  private volatile String lastFailure = "it was not asked yet";

  private KeySetSource(URI uri, Duration staleLimit, InstantSource clock) {
    this.uri = uri;
    this.staleLimit = staleLimit;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.refresher = Thread.ofVirtual().name("jwks-refresh").unstarted(this::refreshInBackground);
  }

  /** Begins to fetch the keys at once, in the background. */
  static KeySetSource start(URI uri, Duration staleLimit, InstantSource clock) {
    KeySetSource source = new KeySetSource(uri, staleLimit, clock);
    source.refresher.start();
    return source;
  }

  /** A key, and which answer of the provider it is from. */
  record Found(KeySet.Entry entry, long generation) {}

  /**
   * The key of that id.
   *
   * @throws InvalidTokenException where there is none, or the provider gives no keys
   */
  Found find(String keyId) throws InvalidTokenException {
    Fetched keys = usable();
    Optional<KeySet.Entry> entry = keys.keys().find(keyId);
    if (entry.isEmpty()) {
      keys = refetched(keys);
      entry = keys.keys().find(keyId);
    }
    long generation = keys.generation();
    return entry
        .map(found -> new Found(found, generation))
        .orElseThrow(
            () ->
                new InvalidTokenException(
                    ReasonCode.UNKNOWN_KEY,
                    "Unable to verify, JWK with kid: \"" + printable(keyId) + "\" not found"));
  }

  /** Which answer of the provider is in use; another number means other keys. */
  long generation() {
    Fetched keys = current;
    return keys == null ? 0 : keys.generation();
  }

  private Fetched usable() throws InvalidTokenException {
    Fetched keys = current;
    Instant now = clock.instant();
    if (keys != null && now.isBefore(keys.freshUntil())) {
      return keys;
    }
    fetchIfDue(RETRY_INTERVAL);
    keys = current;
    if (keys != null && now.isBefore(keys.freshUntil().plus(staleLimit))) {
      return keys;
    }
    throw new InvalidTokenException(
        ReasonCode.KEYS_UNAVAILABLE, "the keys of " + uri + " are not available: " + lastFailure);
  }

  private Fetched refetched(Fetched keys) {
    fetchIfDue(REFETCH_INTERVAL);
    Fetched now = current;
    return now == null ? keys : now;
  }

  /** One fetch at a time, and none before the interval is over, also after a failure. */
  private void fetchIfDue(Duration interval) {
    fetching.lock();
    try {
      Instant attempt = lastAttempt;
      if (attempt == null || !clock.instant().isBefore(attempt.plus(interval))) {
        fetch();
      }
    } finally {
      fetching.unlock();
    }
  }

  private void fetch() {
    Instant now = clock.instant();
    lastAttempt = now;
    try {
      requireSafe();
      HttpRequest request =
          HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Accept", "application/json").build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      byte[] body;
      try (InputStream stream = response.body()) {
        body = stream.readNBytes(MAXIMUM_BYTES + 1);
      }
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      if (body.length > MAXIMUM_BYTES) {
        throw new IOException("more than " + MAXIMUM_BYTES + " bytes");
      }
      KeySet keys = KeySet.parse(new String(body, StandardCharsets.UTF_8));
      current = new Fetched(keys, now, now.plus(lifetime(response)), nextGeneration(keys));
    } catch (IOException | ParseException e) {
      fail(String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted");
    }
  }

  private void fail(String reason) {
    lastFailure = reason;
    log.warn("the keys of {} could not be fetched: {}", uri, reason);
  }

  private long nextGeneration(KeySet keys) {
    Fetched before = current;
    if (before == null) {
      return 1;
    }
    return before.keys().equals(keys) ? before.generation() : before.generation() + 1;
  }

  private static Duration lifetime(HttpResponse<?> response) {
    Matcher maximum = MAX_AGE.matcher(response.headers().firstValue("Cache-Control").orElse(""));
    Duration lifetime =
        maximum.find() ? Duration.ofSeconds(Long.parseLong(maximum.group(1))) : DEFAULT_LIFETIME;
    if (lifetime.compareTo(REFETCH_INTERVAL) < 0) {
      return REFETCH_INTERVAL;
    }
    return lifetime.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : lifetime;
  }

  /** Keys that come over an open line could be anybody's. */
  private void requireSafe() throws IOException {
    if ("https".equals(uri.getScheme())) {
      return;
    }
    boolean loopback;
    try {
      loopback = uri.getHost() != null && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      loopback = false;
    }
    if (!"http".equals(uri.getScheme()) || !loopback) {
      throw new IOException("keys are fetched over https only, or from this machine");
    }
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

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7E]", "?");
  }

  @Override
  public void close() {
    refresher.interrupt();
    client.shutdownNow();
  }
}
