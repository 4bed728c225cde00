package dev.cuboid.server.project;

import dev.cuboid.security.AuthenticationConfig;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads from the settings which tokens are good. */
public final class SignIn {

  private SignIn() {}

  /**
   * @param playgroundSecret of the Playground's tokens, where the settings have none
   * @throws ConfigurationException in production without any way to verify a token
   */
  public static AuthenticationConfig config(
      Environment environment, Optional<String> playgroundSecret) {
    boolean development = environment.isDevelopmentMode();
    Optional<URI> jwkUrl = environment.find(Settings.JWK_URL).map(SignIn::uri);
    List<String> secrets = secrets(environment);
    if (jwkUrl.isEmpty() && secrets.isEmpty() && !development) {
      throw new ConfigurationException(
          "apiSecret is required option(s): set CUBEJS_API_SECRET, or CUBEJS_JWK_URL");
    }
    return new AuthenticationConfig(
        development,
        jwkUrl,
        secrets,
        environment.find(Settings.JWT_ALGORITHMS).orElse(List.of()),
        environment.find(Settings.JWT_ISSUERS).orElse(List.of()),
        environment.find(Settings.JWT_AUDIENCE),
        environment.find(Settings.JWT_SUBJECT),
        environment.find(Settings.JWT_CLAIMS_NAMESPACE),
        environment.get(Settings.JWT_NAMESPACE_OPTIONAL),
        environment.get(Settings.JWK_STALE),
        environment
            .find(Settings.PLAYGROUND_SECRET)
            .or(() -> development ? playgroundSecret : Optional.empty()));
  }

  private static List<String> secrets(Environment environment) {
    Optional<String> key = environment.find(Settings.JWT_KEY);
    if (key.isPresent()) {
      return List.of(key.get());
    }
    List<String> secrets =
        new ArrayList<>(environment.find(Settings.API_SECRETS).orElse(List.of()));
    environment
        .find(Settings.API_SECRET)
        .filter(secret -> !secrets.contains(secret))
        .ifPresent(secrets::add);
    return secrets;
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw notAnAddress(text);
    }
    throw notAnAddress(text);
  }

  private static ConfigurationException notAnAddress(String text) {
    return new ConfigurationException(
        "Value \""
            + text
            + "\" is not valid for CUBEJS_JWK_URL. Must be an address that begins with https://.");
  }
}
