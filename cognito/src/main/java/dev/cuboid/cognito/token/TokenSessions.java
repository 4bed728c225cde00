package dev.cuboid.cognito.token;

import dev.cuboid.cognito.crypto.Digests;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.AppClientSettings;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.store.Database;
import dev.cuboid.cognito.store.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The sessions behind refresh tokens: begun, found, rotated and revoked. Thread-safe. */
public final class TokenSessions {

  /** A new session or a rotated one, with the refresh token that is shown once. */
  public record Opened(TokenSession session, String refreshToken) {}

  private static final String REFRESH_TOKEN_HEADER =
      "{\"cty\":\"JWT\",\"enc\":\"A256GCM\",\"alg\":\"RSA-OAEP\"}";
  private static final int WRAPPED_KEY_BYTES = 256;
  private static final int INITIALIZATION_BYTES = 12;
  private static final int CONTENT_BYTES = 900;
  private static final int TAG_BYTES = 16;

  private final Database database;
  private final Table<TokenSession> sessions;
  private final Table<String> byRefreshToken;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** The sessions in this database; those that ended are removed from it. */
  public TokenSessions(Database database, Identifiers identifiers, InstantSource clock) {
    this.database = database;
    this.sessions = database.table("sessions", TokenSession.class);
    this.byRefreshToken = database.table("refresh-tokens", String.class);
    this.identifiers = identifiers;
    this.clock = clock;
    database.write(
        () -> {
          removeEnded(sessions.all().toList());
          byRefreshToken.removeIf(key -> sessions.get(key).isEmpty());
        });
  }

  /** Begins a session. */
  public Opened open(
      UserPool pool,
      AppClient client,
      User user,
      Instant authTime,
      List<String> scopes,
      boolean hosted) {
    String refreshToken = newRefreshToken();
    TokenSession session =
        new TokenSession(
            identifiers.uuid(),
            pool.id(),
            client.clientId(),
            user.username(),
            identifiers.uuid(),
            authTime,
            scopes,
            hosted,
            clock.instant().plus(client.settings().refreshTokenLife()),
            false,
            Digests.fingerprint(refreshToken),
            Optional.empty());
    return database.write(
        () -> {
          removeEnded(sessions.below(pool.id(), user.username()).toList());
          put(session);
          return new Opened(session, refreshToken);
        });
  }

  /**
   * The session of a refresh token.
   *
   * @throws CognitoException of type {@code NotAuthorizedException} when the token is unknown,
   *     another client's, ended, revoked or rotated away
   */
  public TokenSession require(AppClient client, String refreshToken) {
    String hash = Digests.fingerprint(refreshToken);
    TokenSession session =
        byRefreshToken
            .get(hash)
            .flatMap(sessions::get)
            .filter(found -> found.clientId().equals(client.clientId()))
            .orElseThrow(() -> CognitoException.notAuthorized("Invalid Refresh Token"));
    if (session.revoked()) {
      throw CognitoException.notAuthorized("Refresh Token has been revoked");
    }
    if (!clock.instant().isBefore(session.expiresAt())) {
      throw CognitoException.notAuthorized("Refresh Token has expired");
    }
    boolean current = session.refreshTokenHash().equals(hash);
    boolean inGrace =
        session
            .replaced()
            .filter(replaced -> replaced.refreshTokenHash().equals(hash))
            .filter(replaced -> clock.instant().isBefore(replaced.usableUntil()))
            .isPresent();
    if (!current && !inGrace) {
      throw new CognitoException(
          ErrorType.REFRESH_TOKEN_REUSE, "Refresh Token has been rotated and cannot be used again");
    }
    return session;
  }

  /** The session of a refresh token of whatever state, for revoking. */
  public Optional<TokenSession> find(String refreshToken) {
    return byRefreshToken.get(Digests.fingerprint(refreshToken)).flatMap(sessions::get);
  }

  /**
   * Gives the session of a refresh token another one. Of two callers with the same token the second
   * is too late, unless the client allows a grace period.
   *
   * @throws CognitoException as {@link #require} does
   */
  public Opened rotate(AppClient client, String refreshToken) {
    int grace =
        client
            .settings()
            .rotation()
            .flatMap(AppClientSettings.RefreshTokenRotation::retryGracePeriodSeconds)
            .orElse(0);
    String next = newRefreshToken();
    return database.write(
        () -> {
          TokenSession rotated =
              require(client, refreshToken)
                  .withRefreshToken(Digests.fingerprint(next), clock.instant().plusSeconds(grace));
          put(rotated);
          return new Opened(rotated, next);
        });
  }

  /** Ends a session; its refresh token and its access tokens are worth nothing from now on. */
  public void revoke(TokenSession session) {
    database.write(() -> sessions.put(key(session), session.asRevoked()));
  }

  /** Ends all sessions of a user. */
  public void revokeAll(User user) {
    database.write(
        () ->
            sessions
                .below(user.userPoolId(), user.username())
                .toList()
                .forEach(session -> sessions.put(key(session), session.asRevoked())));
  }

  /** True when the session of an access token was revoked or is forgotten. */
  public boolean ended(String poolId, String username, String originJti) {
    return sessions
        .get(Table.key(poolId, username, originJti))
        .map(TokenSession::revoked)
        .orElse(true);
  }

  private void put(TokenSession session) {
    sessions.put(key(session), session);
    byRefreshToken.put(session.refreshTokenHash(), key(session));
  }

  private void removeEnded(List<TokenSession> candidates) {
    Instant now = clock.instant();
    for (TokenSession session : candidates) {
      if (now.isAfter(session.expiresAt())) {
        sessions.remove(key(session));
        byRefreshToken.remove(session.refreshTokenHash());
      }
    }
  }

  private static String key(TokenSession session) {
    return Table.key(session.userPoolId(), session.username(), session.originJti());
  }

  /** Five parts like the encrypted token of AWS; here they are random and mean nothing. */
  private String newRefreshToken() {
    return String.join(
        ".",
        base64(REFRESH_TOKEN_HEADER.getBytes(StandardCharsets.UTF_8)),
        base64(identifiers.bytes(WRAPPED_KEY_BYTES)),
        base64(identifiers.bytes(INITIALIZATION_BYTES)),
        base64(identifiers.bytes(CONTENT_BYTES)),
        base64(identifiers.bytes(TAG_BYTES)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
