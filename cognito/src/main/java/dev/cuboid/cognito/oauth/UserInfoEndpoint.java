package dev.cuboid.cognito.oauth;

import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.token.AccessTokens;
import dev.cuboid.cognito.token.AttributeScopes;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /oauth2/userInfo} (OpenID Connect Core, section 5.3); all values are text on Cognito. */
public final class UserInfoEndpoint {

  private final AccessTokens accessTokens;

  /** Serves whom these tokens speak for. */
  public UserInfoEndpoint(AccessTokens accessTokens) {
    this.accessTokens = accessTokens;
  }

  /** The attributes of the user whose access token was sent, as far as its scopes reach. */
  public WebResponse userInfo(WebRequest request) {
    Optional<String> token =
        request
            .header("authorization")
            .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("bearer "))
            .map(header -> header.substring("bearer ".length()).strip());
    if (token.isEmpty()) {
      return refused("invalid_request", "Access token is missing");
    }
    AccessTokens.Bearer bearer;
    try {
      bearer = accessTokens.require(token.get());
    } catch (CognitoException e) {
      return refused("invalid_token", e.text());
    }
    if (!bearer.scopes().contains("openid")) {
      return refused("invalid_token", "Access token does not contain openid scope");
    }
    ObjectNode body = Json.object();
    body.put("sub", bearer.user().sub());
    bearer
        .user()
        .attributes()
        .forEach(
            (name, value) -> {
              if (bearer.client().settings().reads(name)
                  && AttributeScopes.open(name, bearer.scopes())) {
                body.put(name, value);
              }
            });
    body.put("username", bearer.user().username());
    return WebResponse.json(200, Json.write(body)).uncached();
  }

  private static WebResponse refused(String error, String description) {
    ObjectNode body = Json.object().put("error", error).put("error_description", description);
    return WebResponse.json(401, Json.write(body))
        .with(
            "WWW-Authenticate",
            "Bearer error=\"" + error + "\", error_description=\"" + description + "\"")
        .uncached();
  }
}
