package dev.cuboid.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Tokens that passed every check, until they end, so that a signature is checked once. A token is
 * known by a hash of all of it, and forgotten when the provider's keys change. Thread-safe.
 */
final class VerifiedTokens {

  private static final int MAXIMUM_TOKENS = 20_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private record Verified(SecurityContext context, Instant until, long keyGeneration) {}

  private final Cache<String, Verified> tokens =
      Caffeine.newBuilder().maximumSize(MAXIMUM_TOKENS).build();

  Optional<SecurityContext> find(String token, Instant now, long keyGeneration) {
    Verified verified = tokens.getIfPresent(hash(token));
    if (verified == null
        || !now.isBefore(verified.until())
        || verified.keyGeneration() != keyGeneration) {
      return Optional.empty();
    }
    return Optional.of(verified.context());
  }

  void remember(String token, SecurityContext context, Instant now, long keyGeneration) {
    Instant longest = now.plus(LONGEST);
    Instant until = context.expiresAt().filter(expiry -> expiry.isBefore(longest)).orElse(longest);
    tokens.put(hash(token), new Verified(context, until, keyGeneration));
  }

  private static String hash(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
