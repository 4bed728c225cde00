package dev.cuboid.server.project;

import dev.cuboid.security.AuthenticationConfig;
import dev.cuboid.security.KeyLocator;
import dev.cuboid.security.ProviderAccess;
import dev.cuboid.security.ProxyVariables;
import dev.cuboid.security.TokenIssuer;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Setting;
import dev.cuboid.server.config.Settings;
import dev.cuboid.server.hooks.ProjectHooks;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads from the settings which tokens are good. */
public final class SignIn {

  private SignIn() {}

  /**
   * @param newPlaygroundSecret of the Playground's tokens, where the settings have none; asked for
   *     in development mode alone, for in production there is no Playground that could use it
   * @param hooks may name further issuers, and the keys of each token in the place of {@code
   *     CUBEJS_JWK_URL}
   * @throws ConfigurationException in production without any way to verify a token
   */
  public static AuthenticationConfig config(
      Environment environment, Supplier<Optional<String>> newPlaygroundSecret, ProjectHooks hooks) {
    Optional<KeyLocator> keyLocator = hooks.keyLocator();
    boolean development = environment.isDevelopmentMode();
    Optional<URI> jwkUrl = address(environment, Settings.JWK_URL);
    List<String> secrets = secrets(environment);
    List<TokenIssuer> providers = providers(environment, hooks.issuers());
    boolean keys = jwkUrl.isPresent() || keyLocator.isPresent() || !providers.isEmpty();
    if (!keys && secrets.isEmpty() && !development) {
      throw new ConfigurationException(
          "apiSecret is required option(s): set CUBEJS_API_SECRET, CUBEJS_JWK_URL,"
              + " CUBOID_COGNITO_USER_POOL or CUBOID_OIDC_ISSUER");
    }
    AuthenticationConfig config =
        new AuthenticationConfig(
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
                .or(() -> development ? newPlaygroundSecret.get() : Optional.empty()));
    AuthenticationConfig all = config.withProviders(providers);
    return keyLocator.map(all::withKeyLocator).orElse(all);
  }

  /**
   * How providers are reached: through the proxies of {@code HTTPS_PROXY} and {@code NO_PROXY}.
   *
   * @throws ConfigurationException where a proxy cannot be used
   */
  public static ProviderAccess access(Environment environment) {
    try {
      return ProviderAccess.defaults().through(ProxyVariables.of(environment.variables()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }

  private static List<TokenIssuer> providers(Environment environment, List<TokenIssuer> ofHooks) {
    List<TokenIssuer> providers = new ArrayList<>();
    cognito(environment).ifPresent(providers::add);
    openId(environment).ifPresent(providers::add);
    environment
        .find(Settings.JWT_PROVIDERS)
        .map(json -> ProviderList.read(json, Settings.JWT_PROVIDERS.name()))
        .ifPresent(providers::addAll);
    providers.addAll(ofHooks);
    return providers.stream()
        .map(provider -> provider.withStaleKeys(environment.get(Settings.JWK_STALE)))
        .map(provider -> withNamespace(provider, environment))
        .toList();
  }

  private static Optional<TokenIssuer> cognito(Environment environment) {
    Optional<String> pool = environment.find(Settings.COGNITO_USER_POOL);
    if (pool.isEmpty()) {
      return Optional.empty();
    }
    List<String> clients = environment.find(Settings.COGNITO_CLIENT_IDS).orElse(List.of());
    try {
      TokenIssuer issuer = TokenIssuer.cognito(pool.get(), clients);
      return Optional.of(
          environment.find(Settings.COGNITO_TOKEN_USES).map(issuer::withTokenUses).orElse(issuer));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(Settings.COGNITO_USER_POOL.name() + ": " + e.getMessage());
    }
  }

  private static Optional<TokenIssuer> openId(Environment environment) {
    List<String> audiences = environment.find(Settings.OIDC_AUDIENCES).orElse(List.of());
    // Without an audience, a token that was issued for any other application would be taken.
    if (environment.isSet(Settings.OIDC_ISSUER) && audiences.isEmpty()) {
      throw new ConfigurationException(
          "CUBOID_OIDC_AUDIENCE is required with CUBOID_OIDC_ISSUER: a provider's tokens for other"
              + " applications must not be taken");
    }
    return address(environment, Settings.OIDC_ISSUER)
        .map(issuer -> TokenIssuer.openId(issuer.toString(), audiences));
  }

  /** One namespace for all, but for those that have their own. */
  private static TokenIssuer withNamespace(TokenIssuer issuer, Environment environment) {
    if (issuer.claimsNamespace().isPresent()) {
      return issuer;
    }
    return environment
        .find(Settings.JWT_CLAIMS_NAMESPACE)
        .map(
            namespace ->
                issuer.withClaimsNamespace(
                    namespace, environment.get(Settings.JWT_NAMESPACE_OPTIONAL)))
        .orElse(issuer);
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

  private static Optional<URI> address(Environment environment, Setting<String> setting) {
    Optional<String> text = environment.find(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(text.get());
      if (uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      throw notAnAddress(text.get(), setting);
    }
    throw notAnAddress(text.get(), setting);
  }

  private static ConfigurationException notAnAddress(String text, Setting<String> setting) {
    return new ConfigurationException(
        "Value \""
            + text
            + "\" is not valid for "
            + setting.name()
            + ". Must be an address that begins with https://.");
  }
}
