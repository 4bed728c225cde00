package dev.cuboid.cognito.signin;

import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.token.ClaimChanges;
import dev.cuboid.cognito.token.GroupClaims;
import dev.cuboid.cognito.token.TokenIssuer;
import dev.cuboid.cognito.token.TokenSession;
import dev.cuboid.cognito.token.TokenSessions;
import dev.cuboid.cognito.trigger.PreTokenGeneration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a finished sign-in, or a refresh token, into tokens. Thread-safe. */
public final class Grants {

  /** Tokens with the refresh token, when there is a new one. */
  public record Tokens(
      Optional<String> idToken,
      String accessToken,
      Optional<String> refreshToken,
      long expiresInSeconds) {}

  /**
   * A sign-in on the hosted pages that has been decided and waits to be turned into tokens. The
   * trigger has run already, so that its failure is seen before a code is given out.
   */
  public record Decided(
      UserPool pool,
      AppClient client,
      User user,
      Instant authTime,
      List<String> scopes,
      Optional<String> nonce,
      ClaimChanges changes) {

    public Decided {
      scopes = List.copyOf(scopes);
    }
  }

  private final PoolDirectory pools;
  private final UserDirectory users;
  private final TokenSessions sessions;
  private final TokenIssuer issuer;
  private final PreTokenGeneration trigger;
  private final InstantSource clock;

  /** Issues with these. */
  public Grants(
      PoolDirectory pools,
      UserDirectory users,
      TokenSessions sessions,
      TokenIssuer issuer,
      PreTokenGeneration trigger,
      InstantSource clock) {
    this.pools = pools;
    this.users = users;
    this.sessions = sessions;
    this.issuer = issuer;
    this.trigger = trigger;
    this.clock = clock;
  }

  /**
   * Tokens of a sign-in through the API.
   *
   * @param triggerMetadata what the pre-token-generation trigger is told of the client's metadata
   */
  public Tokens forApi(
      SignInContext context,
      SignInStep.Authenticated authenticated,
      Map<String, String> triggerMetadata) {
    List<String> scopes = List.of(TokenIssuer.ADMIN_SCOPE);
    User user = authenticated.user();
    GroupClaims groups = GroupClaims.of(pools, context.pool(), user);
    ClaimChanges changes =
        trigger.forUser(
            authenticated.source(),
            context.pool(),
            context.client(),
            user,
            groups,
            scopes,
            triggerMetadata);
    TokenSessions.Opened opened =
        sessions.open(
            context.pool(), context.client(), user, clock.instant(), scopes, /* hosted= */ false);
    return tokens(
        new TokenIssuer.Grant(
            context.pool(),
            context.client(),
            user,
            groups,
            opened.session(),
            Optional.empty(),
            changes),
        Optional.of(opened.refreshToken()));
  }

  /** Decides a sign-in on the hosted pages; runs the pre-token-generation trigger. */
  public Decided decide(
      UserPool pool,
      AppClient client,
      User user,
      Instant authTime,
      List<String> scopes,
      Optional<String> nonce) {
    ClaimChanges changes =
        trigger.forUser(
            PreTokenGeneration.Source.HOSTED_AUTH,
            pool,
            client,
            user,
            GroupClaims.of(pools, pool, user),
            scopes,
            Map.of());
    return new Decided(pool, client, user, authTime, scopes, nonce, changes);
  }

  /** Tokens of a decided sign-in on the hosted pages. */
  public Tokens forHosted(Decided decided) {
    TokenSessions.Opened opened =
        sessions.open(
            decided.pool(),
            decided.client(),
            decided.user(),
            decided.authTime(),
            decided.scopes(),
            /* hosted= */ true);
    return tokens(
        new TokenIssuer.Grant(
            decided.pool(),
            decided.client(),
            decided.user(),
            GroupClaims.of(pools, decided.pool(), decided.user()),
            opened.session(),
            decided.nonce(),
            decided.changes()),
        Optional.of(opened.refreshToken()));
  }

  /**
   * Tokens for a refresh token; a new refresh token only where the client rotates them.
   *
   * @throws CognitoException of type {@code NotAuthorizedException}
   */
  public Tokens refresh(
      UserPool pool, AppClient client, String refreshToken, Map<String, String> clientMetadata) {
    TokenSession session = sessions.require(client, refreshToken);
    User user =
        users
            .get(pool, session.username())
            .orElseThrow(() -> CognitoException.notAuthorized("Invalid Refresh Token"));
    if (!user.enabled()) {
      throw CognitoException.notAuthorized("User is disabled.");
    }
    GroupClaims groups = GroupClaims.of(pools, pool, user);
    ClaimChanges changes =
        trigger.forUser(
            PreTokenGeneration.Source.REFRESH_TOKENS,
            pool,
            client,
            user,
            groups,
            session.scopes(),
            clientMetadata);
    Optional<String> rotated =
        client.settings().rotation().isPresent()
            ? Optional.of(sessions.rotate(client, refreshToken).refreshToken())
            : Optional.empty();
    return tokens(
        new TokenIssuer.Grant(pool, client, user, groups, session, Optional.empty(), changes),
        rotated);
  }

  /**
   * Whose refresh token this is.
   *
   * @throws CognitoException of type {@code NotAuthorizedException}
   */
  public String usernameOf(AppClient client, String refreshToken) {
    return sessions.require(client, refreshToken).username();
  }

  /** The token of a client that acts for itself. */
  public Tokens forClient(
      UserPool pool, AppClient client, List<String> scopes, Map<String, String> metadata) {
    ClaimChanges changes = trigger.forClient(pool, client, scopes, metadata);
    TokenIssuer.Issued issued = issuer.issueForClient(pool, client, scopes, changes.access());
    return new Tokens(
        Optional.empty(), issued.accessToken(), Optional.empty(), issued.expiresInSeconds());
  }

  private Tokens tokens(TokenIssuer.Grant grant, Optional<String> refreshToken) {
    TokenIssuer.Issued issued = issuer.issue(grant);
    return new Tokens(
        issued.idToken(), issued.accessToken(), refreshToken, issued.expiresInSeconds());
  }
}
