package dev.cuboid.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens that passed every check, until they end, so that a signature is checked once. A token is
 * known by a hash of all of it, and forgotten when the provider's keys change. Thread-safe.
 */
final class VerifiedTokens {

  private static final int MAXIMUM_TOKENS = 20_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private record Verified(SecurityContext context, Instant until, long keyGeneration) {}

  private final Cache<ByteBuffer, Verified> tokens =
      // Its upkeep is less work than waking another thread for it.
      Caffeine.newBuilder().maximumSize(MAXIMUM_TOKENS).executor(Runnable::run).build();

  /** What a token is known by: it says nothing of the token, so that no memory dump holds one. */
  static byte[] idOf(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Optional<SecurityContext> find(byte[] id, Instant now, long keyGeneration) {
    Verified known = tokens.getIfPresent(ByteBuffer.wrap(id));
    if (known == null || !now.isBefore(known.until()) || known.keyGeneration() != keyGeneration) {
      return Optional.empty();
    }
    return Optional.of(known.context());
  }

  void remember(byte[] id, SecurityContext context, Instant now, long keyGeneration) {
    Instant longest = now.plus(LONGEST);
    Instant until = context.expiresAt().filter(expiry -> expiry.isBefore(longest)).orElse(longest);
    tokens.put(ByteBuffer.wrap(id), new Verified(context, until, keyGeneration));
  }
}
