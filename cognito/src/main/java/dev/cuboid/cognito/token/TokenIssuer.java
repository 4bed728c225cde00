package dev.cuboid.cognito.token;

import com.nimbusds.jose.util.Base64URL;
import dev.cuboid.cognito.crypto.Digests;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.AppClientSettings;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserPool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes ID and access tokens with Cognito's claims ("Using the ID token" and "Using the access
 * token" in its developer guide). Thread-safe.
 */
public final class TokenIssuer {

  /** The scope of tokens from the API, with which users manage their own account. */
  public static final String ADMIN_SCOPE = "aws.cognito.signin.user.admin";

  /**
   * Whom and what tokens are for.
   *
   * @param nonce the value that the client sent to the authorization endpoint
   * @param changes what the pre-token-generation trigger wants changed
   */
  public record Grant(
      UserPool pool,
      AppClient client,
      User user,
      GroupClaims groups,
      TokenSession session,
      Optional<String> nonce,
      ClaimChanges changes) {}

  /** The tokens of a grant and how long the access token lives, in seconds. */
  public record Issued(Optional<String> idToken, String accessToken, long expiresInSeconds) {}

  private final JsonWebTokens tokens;
  private final IssuerNames issuers;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** Issues under these names, signed with these keys. */
  public TokenIssuer(
      JsonWebTokens tokens, IssuerNames issuers, Identifiers identifiers, InstantSource clock) {
    this.tokens = tokens;
    this.issuers = issuers;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** Issues the tokens of a grant; an ID token only to sessions that may have one. */
  public Issued issue(Grant grant) {
    Instant now = clock.instant();
    AppClientSettings settings = grant.client().settings();
    String access = tokens.sign(grant.pool(), TokenUse.ACCESS, accessClaims(grant, now));
    boolean identity = !grant.session().hosted() || grant.session().scopes().contains("openid");
    Optional<String> id =
        identity
            ? Optional.of(tokens.sign(grant.pool(), TokenUse.ID, idClaims(grant, access, now)))
            : Optional.empty();
    return new Issued(id, access, settings.accessTokenLife().toSeconds());
  }

  /** Issues the access token of a client that acts for itself (<code>client_credentials</code>). */
  public Issued issueForClient(
      UserPool pool, AppClient client, List<String> scopes, ClaimChanges.TokenChanges changes) {
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", client.clientId());
    claims.put("token_use", TokenUse.ACCESS.claim());
    claims.put("scope", scopeText(scopes, changes));
    claims.put("auth_time", now.getEpochSecond());
    claims.put("iss", issuers.issuer(pool));
    putExpiry(claims, now, client.settings().accessTokenLife());
    claims.put("version", 2);
    claims.put("jti", identifiers.uuid());
    claims.put("client_id", client.clientId());
    apply(TokenUse.ACCESS, claims, changes);
    String access = tokens.sign(pool, TokenUse.ACCESS, claims);
    return new Issued(Optional.empty(), access, client.settings().accessTokenLife().toSeconds());
  }

  private Map<String, Object> idClaims(Grant grant, String accessToken, Instant now) {
    UserPool pool = grant.pool();
    TokenSession session = grant.session();
    Map<String, Object> claims = new LinkedHashMap<>();
    if (session.hosted()) {
      claims.put("at_hash", accessTokenHash(accessToken));
    }
    claims.put("sub", grant.user().sub());
    GroupClaims groups = grant.groups().changedBy(grant.changes().groups());
    groups.putAll(claims);
    claims.put("iss", issuers.issuer(pool));
    claims.put("cognito:username", grant.user().username());
    grant.nonce().ifPresent(nonce -> claims.put("nonce", nonce));
    putOrigin(claims, grant);
    claims.put("aud", grant.client().clientId());
    claims.put("event_id", session.eventId());
    claims.put("token_use", TokenUse.ID.claim());
    claims.put("auth_time", session.authTime().getEpochSecond());
    putExpiry(claims, now, grant.client().settings().idTokenLife());
    claims.put("jti", identifiers.uuid());
    new AttributeClaims(grant.client()).putAll(claims, grant.user(), session);
    apply(TokenUse.ID, claims, grant.changes().identity());
    return claims;
  }

  private Map<String, Object> accessClaims(Grant grant, Instant now) {
    TokenSession session = grant.session();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", grant.user().sub());
    GroupClaims groups = grant.groups().changedBy(grant.changes().groups());
    groups.putNames(claims);
    claims.put("iss", issuers.issuer(grant.pool()));
    if (session.hosted()) {
      claims.put("version", 2);
    }
    claims.put("client_id", grant.client().clientId());
    putOrigin(claims, grant);
    claims.put("event_id", session.eventId());
    claims.put("token_use", TokenUse.ACCESS.claim());
    claims.put("scope", scopeText(session.scopes(), grant.changes().access()));
    claims.put("auth_time", session.authTime().getEpochSecond());
    putExpiry(claims, now, grant.client().settings().accessTokenLife());
    claims.put("jti", identifiers.uuid());
    claims.put("username", grant.user().username());
    apply(TokenUse.ACCESS, claims, grant.changes().access());
    return claims;
  }

  private static void putOrigin(Map<String, Object> claims, Grant grant) {
    if (grant.client().settings().revocable()) {
      claims.put("origin_jti", grant.session().originJti());
    }
  }

  private static void putExpiry(Map<String, Object> claims, Instant now, Duration life) {
    claims.put("exp", now.plus(life).getEpochSecond());
    claims.put("iat", now.getEpochSecond());
  }

  private static String scopeText(List<String> scopes, ClaimChanges.TokenChanges changes) {
    List<String> all = new ArrayList<>(scopes);
    changes.addedScopes().stream().filter(scope -> !all.contains(scope)).forEach(all::add);
    all.removeAll(changes.suppressedScopes());
    return String.join(" ", all);
  }

  private static void apply(
      TokenUse use, Map<String, Object> claims, ClaimChanges.TokenChanges changes) {
    changes.claims().entrySet().stream()
        .filter(claim -> !ReservedClaims.contains(use, claim.getKey()))
        .forEach(claim -> claims.put(claim.getKey(), claim.getValue()));
    changes.suppressedClaims().stream()
        .filter(claim -> !ReservedClaims.contains(use, claim))
        .forEach(claims::remove);
  }

  /** The left half of the hash of the access token (OpenID Connect Core 3.1.3.6). */
  private static String accessTokenHash(String accessToken) {
    byte[] hash = Digests.sha256(accessToken);
    return Base64URL.encode(Arrays.copyOf(hash, hash.length / 2)).toString();
  }
}
