package dev.cuboid.cognito.token;

import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Checks the access tokens that come back to this server. Thread-safe. */
public final class AccessTokens {

  /** Who an access token speaks for, and what it may do. */
  public record Bearer(
      UserPool pool, AppClient client, User user, List<String> scopes, String originJti) {

    public Bearer {
      scopes = List.copyOf(scopes);
    }
  }

  private final JsonWebTokens tokens;
  private final TokenSessions sessions;
  private final PoolDirectory pools;
  private final UserDirectory users;
  private final InstantSource clock;

  /** Checks against these directories. */
  public AccessTokens(
      JsonWebTokens tokens,
      TokenSessions sessions,
      PoolDirectory pools,
      UserDirectory users,
      InstantSource clock) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.pools = pools;
    this.users = users;
    this.clock = clock;
  }

  /**
   * Checks a token for use with the API.
   *
   * @throws CognitoException of type {@code NotAuthorizedException}
   */
  public Bearer requireForApi(String token) {
    Bearer bearer = require(token);
    if (!bearer.scopes().contains(TokenIssuer.ADMIN_SCOPE)) {
      throw CognitoException.notAuthorized("Access Token does not have required scopes");
    }
    return bearer;
  }

  /**
   * Checks a token.
   *
   * @throws CognitoException of type {@code NotAuthorizedException}
   */
  public Bearer require(String token) {
    AppClient client =
        JsonWebTokens.readUnverified(token)
            .flatMap(claims -> pools.findClient(claims.path("client_id").asString("")))
            .orElseThrow(AccessTokens::invalid);
    UserPool pool = pools.findPool(client.userPoolId()).orElseThrow(AccessTokens::invalid);
    ObjectNode claims = tokens.read(pool, token).orElseThrow(AccessTokens::invalid);
    if (!claims.path("token_use").asString("").equals(TokenUse.ACCESS.claim())) {
      throw invalid();
    }
    if (clock.instant().getEpochSecond() >= claims.path("exp").asLong(0)) {
      throw CognitoException.notAuthorized("Access Token has expired");
    }
    Optional<User> user = users.get(pool, claims.path("username").asString(""));
    if (user.isEmpty()) {
      throw CognitoException.userNotFound();
    }
    String originJti = claims.path("origin_jti").asString("");
    boolean revocable = !originJti.isEmpty();
    if (revocable && sessions.ended(pool.id(), user.get().username(), originJti)) {
      throw CognitoException.notAuthorized("Access Token has been revoked");
    }
    if (!user.get().enabled()) {
      throw CognitoException.notAuthorized("User is disabled.");
    }
    List<String> scopes = List.of(claims.path("scope").asString("").split(" "));
    return new Bearer(pool, client, user.get(), scopes, originJti);
  }

  private static CognitoException invalid() {
    return CognitoException.notAuthorized("Invalid Access Token");
  }
}
