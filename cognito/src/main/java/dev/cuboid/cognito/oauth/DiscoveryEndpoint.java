package dev.cuboid.cognito.oauth;

import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.token.IssuerNames;
import dev.cuboid.cognito.token.KeyRing;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A pool's key set and its OpenID Connect discovery document, members in Cognito's order. */
public final class DiscoveryEndpoint {

  private final PoolDirectory pools;
  private final KeyRing keys;
  private final IssuerNames issuers;

  /** Serves these pools. */
  public DiscoveryEndpoint(PoolDirectory pools, KeyRing keys, IssuerNames issuers) {
    this.pools = pools;
    this.keys = keys;
    this.issuers = issuers;
  }

  /** The public keys of a pool (RFC 7517). */
  public WebResponse keys(String poolId) {
    return pools
        .findPool(poolId)
        .map(pool -> WebResponse.json(200, Json.write(keys.publicKeys(pool))))
        .orElseGet(() -> unknown(poolId));
  }

  /** What clients need to know of a pool (OpenID Connect Discovery 1.0). */
  public WebResponse configuration(String poolId) {
    return pools
        .findPool(poolId)
        .map(pool -> WebResponse.json(200, Json.write(document(pool))))
        .orElseGet(() -> unknown(poolId));
  }

  private ObjectNode document(UserPool pool) {
    String local = issuers.base() + "/" + pool.id();
    // A pool without a domain has no hosted pages: Cognito then names addresses that do not work.
    boolean domain = pools.domainOf(pool).isPresent();
    String oauth = domain ? issuers.base() + "/oauth2" : local;
    String logout = (domain ? issuers.base() : local) + "/logout";
    ObjectNode document = Json.object();
    document.put("authorization_endpoint", oauth + "/authorize");
    document.put("end_session_endpoint", logout);
    document.set("id_token_signing_alg_values_supported", Json.tree(List.of("RS256")));
    document.put("issuer", issuers.issuer(pool));
    document.put("jwks_uri", local + "/.well-known/jwks.json");
    document.set("response_types_supported", Json.tree(List.of("code", "token")));
    document.put("revocation_endpoint", oauth + "/revoke");
    document.set("scopes_supported", Json.tree(List.of("openid", "email", "phone", "profile")));
    document.set("subject_types_supported", Json.tree(List.of("public")));
    document.put("token_endpoint", oauth + "/token");
    document.set(
        "token_endpoint_auth_methods_supported",
        Json.tree(List.of("client_secret_basic", "client_secret_post")));
    document.put("userinfo_endpoint", oauth + "/userInfo");
    return document;
  }

  private static WebResponse unknown(String poolId) {
    return WebResponse.json(
        404, Json.write(Json.object().put("message", "User pool " + poolId + " does not exist.")));
  }
}
