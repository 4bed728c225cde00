package dev.cuboid.cognito.oauth;

import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.UserPool;
import java.util.List;
import java.util.Optional;

/**
 * A valid request to the authorization endpoint (RFC 6749, section 4.1.1).
 *
 * @param codeChallenge the S256 challenge of PKCE (RFC 7636)
 * @param parameters the request as it came, which the hosted pages hand on
 */
public record AuthorizationRequest(
    UserPool pool,
    AppClient client,
    ResponseType responseType,
    String redirectUri,
    List<String> scopes,
    Optional<String> state,
    Optional<String> nonce,
    Optional<String> codeChallenge,
    Parameters parameters) {

  /** What the client wants to come back. */
  public enum ResponseType {
    CODE,
    TOKEN
  }

  public AuthorizationRequest {
    scopes = List.copyOf(scopes);
  }
}
