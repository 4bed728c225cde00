package dev.cuboid.cognito.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.signin.Grants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The codes that wait to be exchanged for tokens, in memory: five minutes, once. Thread-safe. */
public final class AuthorizationCodes {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int LARGEST_COUNT = 10_000;

  /** What a code stands for. */
  record Pending(
      Grants.Decided decided,
      String redirectUri,
      Optional<String> codeChallenge,
      Instant expiresAt) {}

  private final Cache<String, Pending> codes =
      Caffeine.newBuilder().maximumSize(LARGEST_COUNT).expireAfterWrite(LIFE).build();
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** No codes yet. */
  public AuthorizationCodes(Identifiers identifiers, InstantSource clock) {
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** Gives out a code. */
  String issue(Grants.Decided decided, String redirectUri, Optional<String> codeChallenge) {
    String code = identifiers.uuid();
    codes.put(code, new Pending(decided, redirectUri, codeChallenge, clock.instant().plus(LIFE)));
    return code;
  }

  /** Takes a code back; it is worth nothing afterwards, whatever comes of it. */
  Optional<Pending> take(String code) {
    return Optional.ofNullable(codes.asMap().remove(code))
        .filter(pending -> clock.instant().isBefore(pending.expiresAt()));
  }
}
