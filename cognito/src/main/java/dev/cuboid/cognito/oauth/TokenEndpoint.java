package dev.cuboid.cognito.oauth;

import com.nimbusds.jose.util.Base64URL;
import dev.cuboid.cognito.crypto.Digests;
import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.ResourceServer;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.signin.Grants;
import dev.cuboid.cognito.token.TokenSession;
import dev.cuboid.cognito.token.TokenSessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /oauth2/token} (RFC 6749, section 3.2) and {@code /oauth2/revoke} (RFC 7009). */
public final class TokenEndpoint {

  private final PoolDirectory pools;
  private final Grants grants;
  private final AuthorizationCodes codes;
  private final TokenSessions sessions;
  private final ClientAuthentication clients;

  /** Serves with these. */
  public TokenEndpoint(
      PoolDirectory pools, Grants grants, AuthorizationCodes codes, TokenSessions sessions) {
    this.pools = pools;
    this.grants = grants;
    this.codes = codes;
    this.sessions = sessions;
    this.clients = new ClientAuthentication(pools);
  }

  /** Gives tokens for a code, for a refresh token, or to a client for itself. */
  public WebResponse token(WebRequest request) {
    if (!request.method().equals("POST")) {
      return error(405, "invalid_request");
    }
    Parameters form = request.form();
    Optional<String> grantType = form.first("grant_type");
    if (grantType.isEmpty()) {
      return error(400, "invalid_request");
    }
    Optional<AppClient> client = clients.authenticate(request, form);
    if (client.isEmpty()) {
      return error(400, "invalid_client");
    }
    UserPool pool = pools.pool(client.get().userPoolId());
    return switch (grantType.get()) {
      case "authorization_code" -> forCode(client.get(), form);
      case "refresh_token" -> forRefreshToken(pool, client.get(), form);
      case "client_credentials" -> forClient(pool, client.get(), form);
      default -> error(400, "unsupported_grant_type");
    };
  }

  /** Ends the session of a refresh token. */
  public WebResponse revoke(WebRequest request) {
    if (!request.method().equals("POST")) {
      return error(405, "invalid_request");
    }
    Parameters form = request.form();
    Optional<String> token = form.first("token");
    if (token.isEmpty()) {
      return error(400, "invalid_request");
    }
    Optional<AppClient> client = clients.authenticate(request, form);
    if (client.isEmpty()) {
      return error(401, "invalid_client");
    }
    if (!client.get().settings().revocable()) {
      return error(400, "invalid_request");
    }
    boolean signedToken = token.get().split("\\.", -1).length == 3;
    if (signedToken) {
      return error(400, "unsupported_token_type");
    }
    Optional<TokenSession> session =
        sessions
            .find(token.get())
            .filter(found -> found.clientId().equals(client.get().clientId()));
    session.ifPresent(sessions::revoke);
    return WebResponse.empty(200);
  }

  private WebResponse forCode(AppClient client, Parameters form) {
    Optional<String> code = form.first("code");
    if (code.isEmpty() || form.first("redirect_uri").isEmpty()) {
      return error(400, "invalid_request");
    }
    Optional<AuthorizationCodes.Pending> pending =
        codes
            .take(code.get())
            .filter(found -> found.decided().client().clientId().equals(client.clientId()))
            .filter(found -> found.redirectUri().equals(form.text("redirect_uri")))
            .filter(found -> challengeMet(found.codeChallenge(), form.first("code_verifier")));
    if (pending.isEmpty()) {
      return error(400, "invalid_grant");
    }
    return success(grants.forHosted(pending.get().decided()));
  }

  /**
   * PKCE (RFC 7636): a verifier without a challenge is refused as well, since somebody may have
   * taken the challenge out on the way.
   */
  private static boolean challengeMet(Optional<String> challenge, Optional<String> verifier) {
    if (challenge.isEmpty() || verifier.isEmpty()) {
      return challenge.isEmpty() && verifier.isEmpty();
    }
    String computed = Base64URL.encode(Digests.sha256(verifier.get())).toString();
    return Digests.same(computed, challenge.get());
  }

  private WebResponse forRefreshToken(UserPool pool, AppClient client, Parameters form) {
    Optional<String> token = form.first("refresh_token");
    if (token.isEmpty()) {
      return error(400, "invalid_request");
    }
    try {
      return success(grants.refresh(pool, client, token.get(), metadata(form)));
    } catch (CognitoException e) {
      return triggerFailed(e)
          ? describedError("invalid_request", e.text())
          : error(400, "invalid_grant");
    }
  }

  private WebResponse forClient(UserPool pool, AppClient client, Parameters form) {
    boolean allowed =
        client.clientSecret().isPresent()
            && client.settings().oauthEnabled()
            && client.settings().allowedOAuthFlows().contains("client_credentials");
    if (!allowed) {
      return error(400, "unauthorized_client");
    }
    List<String> known =
        pools.resourceServers(pool).stream()
            .map(ResourceServer::scopeNames)
            .flatMap(List::stream)
            .toList();
    List<String> granted =
        client.settings().allowedOAuthScopes().stream().filter(known::contains).toList();
    List<String> scopes =
        form.first("scope").map(text -> List.of(text.strip().split("\\s+"))).orElse(granted);
    if (scopes.isEmpty() || !granted.containsAll(scopes)) {
      return error(400, "invalid_scope");
    }
    try {
      return success(grants.forClient(pool, client, scopes, metadata(form)));
    } catch (CognitoException e) {
      return describedError("invalid_request", e.text());
    }
  }

  private static Map<String, String> metadata(Parameters form) {
    Optional<String> text = form.first("aws_client_metadata");
    if (text.isEmpty()) {
      return Map.of();
    }
    try {
      JsonNode given = Json.parse(text.get());
      Map<String, String> metadata = new LinkedHashMap<>();
      given
          .properties()
          .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asString("")));
      return metadata;
    } catch (JacksonException e) {
      return Map.of();
    }
  }

  private static boolean triggerFailed(CognitoException e) {
    return e.type() == ErrorType.USER_LAMBDA_VALIDATION
        || e.type() == ErrorType.UNEXPECTED_LAMBDA
        || e.type() == ErrorType.INVALID_LAMBDA_RESPONSE;
  }

  private static WebResponse success(Grants.Tokens tokens) {
    ObjectNode body = Json.object();
    tokens.idToken().ifPresent(token -> body.put("id_token", token));
    body.put("access_token", tokens.accessToken());
    tokens.refreshToken().ifPresent(token -> body.put("refresh_token", token));
    body.put("expires_in", tokens.expiresInSeconds());
    body.put("token_type", "Bearer");
    return WebResponse.json(200, Json.write(body)).uncached();
  }

  private static WebResponse error(int status, String error) {
    return WebResponse.json(status, Json.write(Json.object().put("error", error))).uncached();
  }

  private static WebResponse describedError(String error, String description) {
    ObjectNode body = Json.object().put("error", error).put("error_description", description);
    return WebResponse.json(400, Json.write(body)).uncached();
  }
}
