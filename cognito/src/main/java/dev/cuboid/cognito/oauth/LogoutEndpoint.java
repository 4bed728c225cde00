package dev.cuboid.cognito.oauth;

import dev.cuboid.cognito.http.Parameters;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.PoolDirectory;
import java.util.Optional;

/** {@code /logout}: ends the browser's session and goes to a registered address. */
public final class LogoutEndpoint {

  private final PoolDirectory pools;
  private final BrowserSessions browsers;

  /** Signs out of these sessions. */
  public LogoutEndpoint(PoolDirectory pools, BrowserSessions browsers) {
    this.pools = pools;
    this.browsers = browsers;
  }

  /** Signs out and redirects; to the sign-in page when a redirect URI is given in its place. */
  public WebResponse logout(WebRequest request) {
    Parameters query = request.query();
    Optional<AppClient> client = query.first("client_id").flatMap(pools::findClient);
    if (client.isEmpty()) {
      return refused("Required parameters missing");
    }
    Optional<String> logoutUri = query.first("logout_uri");
    if (logoutUri.isPresent()) {
      boolean registered = client.get().settings().logoutUrls().contains(logoutUri.get());
      return registered
          ? browsers.end(request, WebResponse.redirect(logoutUri.get()).uncached())
          : refused("Invalid request");
    }
    if (query.first("redirect_uri").isEmpty()) {
      return refused("Required parameters missing");
    }
    WebResponse signInAgain = WebResponse.redirect("/login?" + query.encode()).uncached();
    return browsers.end(request, signInAgain);
  }

  private static WebResponse refused(String error) {
    return WebResponse.redirect("/error?" + Parameters.none().with("error", error).encode());
  }
}
