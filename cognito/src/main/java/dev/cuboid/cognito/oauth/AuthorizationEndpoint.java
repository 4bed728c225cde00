package dev.cuboid.cognito.oauth;

import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.oauth.AuthorizationRequest.ResponseType;
import dev.cuboid.cognito.oauth.AuthorizationRequests.Reading;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.signin.Grants;
import java.time.Instant;
import java.util.Optional;

/** {@code /oauth2/authorize} (RFC 6749 section 3.1, OpenID Connect Core section 3.1.2). */
public final class AuthorizationEndpoint {

  private final AuthorizationRequests requests;
  private final BrowserSessions browsers;
  private final UserDirectory users;
  private final Grants grants;
  private final AuthorizationCodes codes;

  /** Serves with these. */
  public AuthorizationEndpoint(
      AuthorizationRequests requests,
      BrowserSessions browsers,
      UserDirectory users,
      Grants grants,
      AuthorizationCodes codes) {
    this.requests = requests;
    this.browsers = browsers;
    this.users = users;
    this.grants = grants;
    this.codes = codes;
  }

  /** Sends a signed-in browser back to the client, and every other one to the sign-in page. */
  public WebResponse authorize(WebRequest webRequest) {
    Parameters parameters =
        webRequest.method().equals("POST") ? webRequest.form() : webRequest.query();
    return switch (requests.read(parameters)) {
      case Reading.Refused(WebResponse answer) -> answer;
      case Reading.Valid(AuthorizationRequest request) -> authorize(webRequest, request);
    };
  }

  /**
   * Sends a browser whose user has just signed in back to the client, and remembers the sign-in,
   * unless the pre-token-generation trigger refuses it.
   */
  public WebResponse signedIn(AuthorizationRequest request, User user, Instant authTime) {
    try {
      return browsers.begin(finish(request, user, authTime), user, authTime);
    } catch (CognitoException e) {
      return fail(request, e);
    }
  }

  /** Tells the client that a sign-in failed for a reason that the user cannot mend. */
  public WebResponse fail(AuthorizationRequest request, CognitoException failure) {
    return Redirects.error(
        request.redirectUri(), request.state(), "invalid_request", failure.text());
  }

  private WebResponse authorize(WebRequest webRequest, AuthorizationRequest request) {
    String prompt = request.parameters().text("prompt");
    Optional<BrowserSessions.BrowserSession> session =
        prompt.equals("login") || prompt.equals("select_account")
            ? Optional.empty()
            : browsers.find(webRequest, request.pool());
    Optional<User> user =
        session.flatMap(found -> users.get(request.pool(), found.username())).filter(User::enabled);
    if (session.isPresent() && user.isPresent()) {
      try {
        return finish(request, user.get(), session.get().authTime());
      } catch (CognitoException e) {
        return fail(request, e);
      }
    }
    if (prompt.equals("none")) {
      return Redirects.error(request.redirectUri(), request.state(), "login_required", "");
    }
    return WebResponse.redirect("/login?" + request.parameters().encode()).uncached();
  }

  private WebResponse finish(AuthorizationRequest request, User user, Instant authTime) {
    Grants.Decided decided =
        grants.decide(
            request.pool(), request.client(), user, authTime, request.scopes(), request.nonce());
    if (request.responseType() == ResponseType.CODE) {
      String code = codes.issue(decided, request.redirectUri(), request.codeChallenge());
      return Redirects.withQuery(
          request.redirectUri(),
          Redirects.withState(Parameters.none().with("code", code), request.state()));
    }
    return implicit(request, grants.forHosted(decided));
  }

  private static WebResponse implicit(AuthorizationRequest request, Grants.Tokens tokens) {
    Parameters parameters = Parameters.none();
    if (tokens.idToken().isPresent()) {
      parameters = parameters.with("id_token", tokens.idToken().get());
    }
    parameters =
        parameters
            .with("access_token", tokens.accessToken())
            .with("token_type", "Bearer")
            .with("expires_in", Long.toString(tokens.expiresInSeconds()));
    return Redirects.withFragment(
        request.redirectUri(), Redirects.withState(parameters, request.state()));
  }
}
