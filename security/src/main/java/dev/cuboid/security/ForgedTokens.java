package dev.cuboid.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens whose signature was found to be wrong, so that one which comes again and again costs no
 * check of a signature each time. They are kept apart from the good ones, which nobody can push out
 * with them, and forgotten when the provider's keys change. Thread-safe.
 */
final class ForgedTokens {

  private static final int MAXIMUM_TOKENS = 1_000;
  private static final Duration KEPT = Duration.ofMinutes(1);

  private record Forged(Rejection rejection, Instant until, long keyGeneration) {}

  private final Cache<ByteBuffer, Forged> tokens =
      Caffeine.newBuilder().maximumSize(MAXIMUM_TOKENS).executor(Runnable::run).build();

  /**
   * @param id as {@link VerifiedTokens#idOf}
   */
  Optional<Rejection> find(byte[] id, Instant now, long keyGeneration) {
    Forged known = tokens.getIfPresent(ByteBuffer.wrap(id));
    if (known == null || !now.isBefore(known.until()) || known.keyGeneration() != keyGeneration) {
      return Optional.empty();
    }
    return Optional.of(known.rejection());
  }

  /** Remembers a rejection that nothing but other keys could change. */
  void remember(byte[] id, Rejection rejection, Instant now, long keyGeneration) {
    tokens.put(ByteBuffer.wrap(id), new Forged(rejection, now.plus(KEPT), keyGeneration));
  }
}
