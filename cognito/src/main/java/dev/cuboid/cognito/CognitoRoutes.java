package dev.cuboid.cognito;

import dev.cuboid.cognito.admin.AdminEndpoint;
import dev.cuboid.cognito.api.ApiEndpoint;
import dev.cuboid.cognito.hosted.HostedPages;
import dev.cuboid.cognito.http.WebHandler;
import dev.cuboid.cognito.http.WebListener;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.oauth.AuthorizationEndpoint;
import dev.cuboid.cognito.oauth.DiscoveryEndpoint;
import dev.cuboid.cognito.oauth.LogoutEndpoint;
import dev.cuboid.cognito.oauth.TokenEndpoint;
import dev.cuboid.cognito.oauth.UserInfoEndpoint;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which path is served by what. */
final class CognitoRoutes implements WebHandler {

  private static final Pattern WELL_KNOWN =
      Pattern.compile("/([\\w-]+_[0-9a-zA-Z]+)/\\.well-known/([a-z.-]+)");

  private final ApiEndpoint api;
  private final AuthorizationEndpoint authorization;
  private final TokenEndpoint tokens;
  private final UserInfoEndpoint userInfo;
  private final DiscoveryEndpoint discovery;
  private final LogoutEndpoint logout;
  private final HostedPages pages;
  private final AdminEndpoint admin;
  private final boolean loopbackOnly;

  /**
   * Routes to these.
   *
   * @param loopbackOnly true when only this machine can reach the listener
   */
  CognitoRoutes(
      ApiEndpoint api,
      AuthorizationEndpoint authorization,
      TokenEndpoint tokens,
      UserInfoEndpoint userInfo,
      DiscoveryEndpoint discovery,
      LogoutEndpoint logout,
      HostedPages pages,
      AdminEndpoint admin,
      boolean loopbackOnly) {
    this.api = api;
    this.authorization = authorization;
    this.tokens = tokens;
    this.userInfo = userInfo;
    this.discovery = discovery;
    this.logout = logout;
    this.pages = pages;
    this.admin = admin;
    this.loopbackOnly = loopbackOnly;
  }

  @Override
  public WebResponse handle(WebRequest request) {
    if (loopbackOnly && !namesLoopback(request)) {
      // A foreign name that leads to this machine would let its web pages read from here.
      return text(403, "This user pool answers to localhost only.\n");
    }
    if (request.method().equals("OPTIONS")) {
      return preflight(request);
    }
    return switch (request.path()) {
      case "/" -> root(request);
      case "/oauth2/authorize" -> authorization.authorize(request);
      case "/oauth2/token" -> crossOrigin(tokens.token(request));
      case "/oauth2/userInfo" -> crossOrigin(userInfo.userInfo(request));
      case "/oauth2/revoke" -> crossOrigin(tokens.revoke(request));
      case "/logout" -> logout.logout(request);
      default ->
          pages.handle(request).or(() -> admin.handle(request)).orElseGet(() -> wellKnown(request));
    };
  }

  private WebResponse root(WebRequest request) {
    return request.method().equals("POST") ? crossOrigin(api.handle(request)) : pages.home();
  }

  private WebResponse wellKnown(WebRequest request) {
    Matcher matcher = WELL_KNOWN.matcher(request.path());
    if (!matcher.matches()) {
      return text(404, "There is nothing at " + request.path() + ".\n");
    }
    Optional<WebResponse> document =
        switch (matcher.group(2)) {
          case "jwks.json" -> Optional.of(discovery.keys(matcher.group(1)));
          case "openid-configuration" -> Optional.of(discovery.configuration(matcher.group(1)));
          default -> Optional.empty();
        };
    return document
        .map(CognitoRoutes::crossOrigin)
        .orElseGet(() -> text(404, "There is nothing at " + request.path() + ".\n"));
  }

  private static WebResponse preflight(WebRequest request) {
    WebResponse answer =
        WebResponse.empty(204)
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
            .with("Access-Control-Max-Age", "600");
    return request
        .header("access-control-request-headers")
        .map(headers -> answer.with("Access-Control-Allow-Headers", headers))
        .orElse(answer);
  }

  private static WebResponse crossOrigin(WebResponse response) {
    return response
        .with("Access-Control-Allow-Origin", "*")
        .with(
            "Access-Control-Expose-Headers",
            "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,WWW-Authenticate,Date");
  }

  private static boolean namesLoopback(WebRequest request) {
    String host = request.header("host").orElse("").toLowerCase(Locale.ROOT);
    String name = host.replaceFirst(":[0-9]+$", "");
    return WebListener.loopbackNames().contains(name) || name.endsWith(".localhost");
  }

  private static WebResponse text(int status, String text) {
    return WebResponse.of(status, "text/plain;charset=UTF-8", text);
  }
}
