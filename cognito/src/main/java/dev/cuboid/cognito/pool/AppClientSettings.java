package dev.cuboid.cognito.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The settings of an app client as {@code CreateUserPoolClient} takes them. */
public record AppClientSettings(
    String clientName,
    Optional<Integer> refreshTokenValidity,
    Optional<Integer> accessTokenValidity,
    Optional<Integer> idTokenValidity,
    Optional<TokenValidityUnits> tokenValidityUnits,
    List<String> readAttributes,
    List<String> writeAttributes,
    List<String> explicitAuthFlows,
    List<String> supportedIdentityProviders,
    @JsonProperty("CallbackURLs") List<String> callbackUrls,
    @JsonProperty("LogoutURLs") List<String> logoutUrls,
    @JsonProperty("DefaultRedirectURI") Optional<String> defaultRedirectUri,
    @JsonProperty("AllowedOAuthFlows") List<String> allowedOAuthFlows,
    @JsonProperty("AllowedOAuthScopes") List<String> allowedOAuthScopes,
    @JsonProperty("AllowedOAuthFlowsUserPoolClient")
        Optional<Boolean> allowedOAuthFlowsUserPoolClient,
    Optional<String> preventUserExistenceErrors,
    Optional<Boolean> enableTokenRevocation,
    Optional<Boolean> enablePropagateAdditionalUserContextData,
    Optional<Integer> authSessionValidity,
    Optional<RefreshTokenRotation> refreshTokenRotation,
    Optional<JsonNode> analyticsConfiguration) {

  /** The units in which validities are counted: seconds, minutes, hours or days. */
  public record TokenValidityUnits(
      Optional<String> accessToken, Optional<String> idToken, Optional<String> refreshToken) {}

  /**
   * Whether a refresh token is replaced at each use.
   *
   * @param feature {@code ENABLED} or {@code DISABLED}
   * @param retryGracePeriodSeconds how long the replaced token still works
   */
  public record RefreshTokenRotation(String feature, Optional<Integer> retryGracePeriodSeconds) {}

  private static final int DEFAULT_REFRESH_DAYS = 30;
  private static final int DEFAULT_SESSION_MINUTES = 3;

  public AppClientSettings {
    readAttributes = List.copyOf(readAttributes);
    writeAttributes = List.copyOf(writeAttributes);
    explicitAuthFlows = List.copyOf(explicitAuthFlows);
    supportedIdentityProviders = List.copyOf(supportedIdentityProviders);
    callbackUrls = List.copyOf(callbackUrls);
    logoutUrls = List.copyOf(logoutUrls);
    allowedOAuthFlows = List.copyOf(allowedOAuthFlows);
    allowedOAuthScopes = List.copyOf(allowedOAuthScopes);
  }

  /** The settings of a client with one OAuth flow, for users of the pool itself. */
  public static AppClientSettings of(
      String clientName,
      List<String> explicitAuthFlows,
      List<String> callbackUrls,
      List<String> logoutUrls,
      String allowedOAuthFlow,
      List<String> allowedOAuthScopes) {
    return new AppClientSettings(
        clientName,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        explicitAuthFlows,
        List.of("COGNITO"),
        callbackUrls,
        logoutUrls,
        Optional.empty(),
        List.of(allowedOAuthFlow),
        allowedOAuthScopes,
        Optional.of(true),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Checks what depends on more than one setting.
   *
   * @throws CognitoException of type {@code InvalidParameterException}
   */
  public void check() {
    accessTokenLife();
    idTokenLife();
    refreshTokenLife();
    boolean redirects =
        allowedOAuthFlows.contains("code") || allowedOAuthFlows.contains("implicit");
    if (redirects && callbackUrls.isEmpty()) {
      throw invalidOAuth("CallbackURLs are required for the code and implicit flows.");
    }
    if (!allowedOAuthFlows.isEmpty() && allowedOAuthScopes.isEmpty()) {
      throw invalidOAuth("AllowedOAuthFlows and AllowedOAuthScopes are required together.");
    }
    if (allowedOAuthFlows.contains("client_credentials") && allowedOAuthFlows.size() > 1) {
      throw invalidOAuth(
          "client_credentials flow can not be selected along with code flow or implicit flow.");
    }
    for (String url : callbackUrls) {
      checkRedirect(url);
    }
    for (String url : logoutUrls) {
      checkRedirect(url);
    }
    defaultRedirectUri
        .filter(url -> !callbackUrls.contains(url))
        .ifPresent(
            url -> {
              throw invalidOAuth("DefaultRedirectURI must be among the CallbackURLs.");
            });
  }

  /** Plain http is for the developer's own machine; a fragment has no place in a redirect URI. */
  private static void checkRedirect(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw invalidOAuth(url + " is not a valid URL.");
    }
    boolean plainElsewhere =
        "http".equals(uri.getScheme())
            && !Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
    if (uri.getScheme() == null || uri.getFragment() != null || plainElsewhere) {
      throw invalidOAuth(url + " cannot use the HTTP protocol unless it is localhost.");
    }
  }

  private static CognitoException invalidOAuth(String message) {
    return CognitoException.invalidParameter(message);
  }

  /** How long an access token lives. */
  public Duration accessTokenLife() {
    return life(accessTokenValidity, tokenValidityUnits.flatMap(TokenValidityUnits::accessToken));
  }

  /** How long an ID token lives. */
  public Duration idTokenLife() {
    return life(idTokenValidity, tokenValidityUnits.flatMap(TokenValidityUnits::idToken));
  }

  /** How long a refresh token lives. */
  public Duration refreshTokenLife() {
    int validity = refreshTokenValidity.filter(days -> days > 0).orElse(DEFAULT_REFRESH_DAYS);
    String unit = tokenValidityUnits.flatMap(TokenValidityUnits::refreshToken).orElse("days");
    return duration(validity, unit);
  }

  /** How long a challenge may be answered. */
  public Duration sessionLife() {
    return Duration.ofMinutes(authSessionValidity.orElse(DEFAULT_SESSION_MINUTES));
  }

  /** True when an unknown user is answered like a wrong password. */
  public boolean hidesUsers() {
    return preventUserExistenceErrors.filter("ENABLED"::equals).isPresent();
  }

  /** True when refresh tokens may be revoked; new clients may, unless they say otherwise. */
  public boolean revocable() {
    return enableTokenRevocation.orElse(true);
  }

  /** The rotation of refresh tokens, when it is on. */
  public Optional<RefreshTokenRotation> rotation() {
    return refreshTokenRotation.filter(rotation -> rotation.feature().equals("ENABLED"));
  }

  /** True when the OAuth endpoints serve this client. */
  public boolean oauthEnabled() {
    return allowedOAuthFlowsUserPoolClient.orElse(false);
  }

  /** True when the client may see the attribute in an ID token. */
  public boolean reads(String attribute) {
    return readAttributes.isEmpty() || readAttributes.contains(attribute);
  }

  /** True when the client may change the attribute. */
  public boolean writes(String attribute) {
    return writeAttributes.isEmpty() || writeAttributes.contains(attribute);
  }

  private static Duration life(Optional<Integer> validity, Optional<String> unit) {
    return validity
        .filter(value -> value > 0)
        .map(value -> duration(value, unit.orElse("hours")))
        .orElse(Duration.ofHours(1));
  }

  private static Duration duration(int value, String unit) {
    return switch (unit) {
      case "seconds" -> Duration.ofSeconds(value);
      case "minutes" -> Duration.ofMinutes(value);
      case "hours" -> Duration.ofHours(value);
      case "days" -> Duration.ofDays(value);
      default ->
          throw CognitoException.invalidParameter(
              "Invalid token validity unit " + unit + ": seconds, minutes, hours or days");
    };
  }
}
