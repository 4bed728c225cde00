package dev.cuboid.security;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The key sets that a {@link KeyLocator} has named. Only the last ones are kept, and new addresses
 * are asked at a bounded rate, for whoever sends tokens may make up what the locator is asked with.
 * Thread-safe.
 */
final class LocatedKeySets implements AutoCloseable {

  private static final int CAPACITY = 200;
  private static final int NEW_PER_MINUTE = 60;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final KeyLocator locator;
  private final Duration staleLimit;
  private final InstantSource clock;
  private final ProviderAccess access;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<URI, KeySetSource> known = new LinkedHashMap<>(16, 0.75f, true);
  private long retired;
  private Instant minute = Instant.MIN;
  private int added;

  LocatedKeySets(
      KeyLocator locator, Duration staleLimit, InstantSource clock, ProviderAccess access) {
    this.locator = locator;
    this.staleLimit = staleLimit;
    this.clock = clock;
    this.access = access;
  }

  /**
   * The keys of a token's issuer.
   *
   * @throws InvalidTokenException where the locator names none, or too many new ones
   */
  KeySetSource of(SignedToken token) throws InvalidTokenException {
    URI address =
        locator
            .locate(token.claims())
            .orElseThrow(
                () ->
                    new InvalidTokenException(
                        ReasonCode.ISSUER, "jwkUrl names no keys for tokens of this issuer"));
    lock.lock();
    try {
      KeySetSource source = known.get(address);
      return source == null ? add(address) : source;
    } finally {
      lock.unlock();
    }
  }

  private KeySetSource add(URI address) throws InvalidTokenException {
    Instant now = clock.instant();
    if (minute.plus(MINUTE).isBefore(now)) {
      minute = now;
      added = 0;
    }
    if (added >= NEW_PER_MINUTE) {
      throw new InvalidTokenException(
          ReasonCode.KEYS_UNAVAILABLE, "jwkUrl has named too many new addresses within a minute");
    }
    added++;
    KeySetSource source =
        KeySetSource.start(new KeySource.PublishedKeys(address), staleLimit, clock, access);
    known.put(address, source);
    if (known.size() > CAPACITY) {
      Iterator<KeySetSource> eldest = known.values().iterator();
      try (KeySetSource gone = eldest.next()) {
        eldest.remove();
        // A sum that fell could mean other keys by a number that it had before.
        retired += gone.generation() + 1;
      }
    }
    return source;
  }

  /** Which keys are in use; another number means other keys. */
  long generation() {
    lock.lock();
    try {
      long sum = retired;
      for (KeySetSource source : known.values()) {
        sum += source.generation();
      }
      return sum;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      known.values().forEach(KeySetSource::close);
      known.clear();
    } finally {
      lock.unlock();
    }
  }
}
