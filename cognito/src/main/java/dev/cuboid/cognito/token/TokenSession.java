package dev.cuboid.cognito.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One sign-in and all the tokens that come from it.
 *
 * @param originJti the id of the first token, which all tokens of the session carry
 * @param eventId the id of the sign-in event
 * @param authTime when the user proved who they are; refreshing does not change it
 * @param hosted true when the session began on the hosted pages or an OAuth endpoint
 * @param refreshTokenHash the hash of the valid refresh token; the token itself is not kept
 * @param replaced the refresh token before it, while rotation's grace period lasts
 */
public record TokenSession(
    String originJti,
    String userPoolId,
    String clientId,
    String username,
    String eventId,
    Instant authTime,
    List<String> scopes,
    boolean hosted,
    Instant expiresAt,
    boolean revoked,
    String refreshTokenHash,
    Optional<Replaced> replaced) {

  /** A refresh token that was rotated away. */
  public record Replaced(String refreshTokenHash, Instant usableUntil) {}

  public TokenSession {
    scopes = List.copyOf(scopes);
  }

  TokenSession asRevoked() {
    return new TokenSession(
        originJti,
        userPoolId,
        clientId,
        username,
        eventId,
        authTime,
        scopes,
        hosted,
        expiresAt,
        true,
        refreshTokenHash,
        replaced);
  }

  TokenSession withRefreshToken(String hash, Instant graceEnd) {
    return new TokenSession(
        originJti,
        userPoolId,
        clientId,
        username,
        eventId,
        authTime,
        scopes,
        hosted,
        expiresAt,
        revoked,
        hash,
        Optional.of(new Replaced(refreshTokenHash, graceEnd)));
  }
}
