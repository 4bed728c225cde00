package dev.cuboid.cognito.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.crypto.SrpSession;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.CognitoException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sign-ins that wait for an answer, in memory; each may be answered once. Thread-safe. */
public final class PendingChallenges {

  private static final int LARGEST_COUNT = 10_000;

  /** What the answer is measured against. */
  sealed interface Expected {

    /** The proof of a password. */
    record Proof(SrpSession srp) implements Expected {}

    /** A new password. */
    record NewPassword() implements Expected {}

    /** A code of the user's authenticator app. */
    record AppCode() implements Expected {}

    /** The set-up of an authenticator app, whose secret was shown and perhaps verified. */
    record AppSetup(Optional<String> secret, boolean verified) implements Expected {}

    /** Whatever the pool's own challenge functions say. */
    record Custom(
        List<ChallengeResult> history,
        String challengeName,
        String challengeMetadata,
        Map<String, String> privateParameters)
        implements Expected {

      public Custom {
        history = List.copyOf(history);
        privateParameters = Map.copyOf(privateParameters);
      }
    }
  }

  /** One answered challenge as the define-auth-challenge function is told of it. */
  record ChallengeResult(String challengeName, boolean challengeResult, String challengeMetadata) {}

  /**
   * A sign-in that waits.
   *
   * @param afterCustom the challenges passed before, when custom challenges go on afterwards
   */
  record Pending(
      String clientId,
      String username,
      Expected expected,
      Instant expiresAt,
      Optional<List<ChallengeResult>> afterCustom) {}

  private final Cache<String, Pending> pending;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** No sign-ins yet. */
  public PendingChallenges(Identifiers identifiers, InstantSource clock) {
    this.identifiers = identifiers;
    this.clock = clock;
    this.pending =
        Caffeine.newBuilder()
            .maximumSize(LARGEST_COUNT)
            .expireAfter(
                Expiry.creating(
                    (String session, Pending waiting) ->
                        Duration.between(clock.instant(), waiting.expiresAt())))
            .build();
  }

  /** Keeps a sign-in and names it. */
  String put(AppClient client, String username, Expected expected) {
    return put(identifiers.session(), client, username, expected, Optional.empty());
  }

  /** Keeps a sign-in under a name that the caller chose. */
  String put(
      String session,
      AppClient client,
      String username,
      Expected expected,
      Optional<List<ChallengeResult>> afterCustom) {
    Instant expiresAt = clock.instant().plus(client.settings().sessionLife());
    pending.put(
        session, new Pending(client.clientId(), username, expected, expiresAt, afterCustom));
    return session;
  }

  /**
   * Takes a sign-in out, so that its session cannot be used again.
   *
   * @throws CognitoException when there is none for this client, or its time is over
   */
  Pending take(AppClient client, String session) {
    Pending taken = take(session);
    if (!taken.clientId().equals(client.clientId())) {
      throw invalid();
    }
    return taken;
  }

  /**
   * Takes a sign-in out, whichever client began it.
   *
   * @throws CognitoException when there is none, or its time is over
   */
  Pending take(String session) {
    Pending taken = pending.asMap().remove(session);
    if (taken == null || !clock.instant().isBefore(taken.expiresAt())) {
      throw invalid();
    }
    return taken;
  }

  private static CognitoException invalid() {
    return CognitoException.notAuthorized("Invalid session for the user, session is expired.");
  }
}
