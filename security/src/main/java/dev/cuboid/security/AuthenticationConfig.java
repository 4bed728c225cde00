package dev.cuboid.security;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which tokens are good. The first components describe one issuer as Cube's settings do; {@code
 * providers} are further ones, each with its own rules.
 *
 * @param developmentMode whether a request without a token is answered
 * @param jwkUrl where the provider publishes its keys; with it, secrets are not used for tokens
 * @param secrets of HMAC tokens, tried in order; blank ones are left out, and all of them where any
 *     provider publishes keys
 * @param algorithms that are accepted; empty for the default: RS256 with a JWKS, HMAC without
 * @param issuers one of which must have issued a token; empty for any
 * @param audience for whom a token must be
 * @param subject of whom a token must speak
 * @param claimsNamespace the claim that holds the security context
 * @param namespaceOptional whether a token without it is taken as an empty context
 * @param staleKeys how long the last good keys are used while the provider does not answer
 * @param playgroundSecret of tokens that the Playground signs; a blank one is none
 * @param providers further issuers
 * @param keyLocator names the keys of each token, in the place of {@code jwkUrl}
 */
public record AuthenticationConfig(
    boolean developmentMode,
    Optional<URI> jwkUrl,
    List<String> secrets,
    List<String> algorithms,
    List<String> issuers,
    Optional<String> audience,
    Optional<String> subject,
    Optional<String> claimsNamespace,
    boolean namespaceOptional,
    Duration staleKeys,
    Optional<String> playgroundSecret,
    List<TokenIssuer> providers,
    Optional<KeyLocator> keyLocator) {

  public AuthenticationConfig {
    secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
    algorithms = List.copyOf(algorithms);
    issuers = List.copyOf(issuers);
    providers = List.copyOf(providers);
    // A token of the Playground is not held to issuer and audience; one signed with the secret of
    // all tokens must be.
    boolean published = jwkUrl.isPresent() || keyLocator.isPresent() || !providers.isEmpty();
    List<String> used = published ? List.of() : secrets;
    playgroundSecret =
        playgroundSecret.filter(secret -> !secret.isBlank() && !used.contains(secret));
  }

  /** One issuer, as Cube's settings describe it. */
  public AuthenticationConfig(
      boolean developmentMode,
      Optional<URI> jwkUrl,
      List<String> secrets,
      List<String> algorithms,
      List<String> issuers,
      Optional<String> audience,
      Optional<String> subject,
      Optional<String> claimsNamespace,
      boolean namespaceOptional,
      Duration staleKeys,
      Optional<String> playgroundSecret) {
    this(
        developmentMode,
        jwkUrl,
        secrets,
        algorithms,
        issuers,
        audience,
        subject,
        claimsNamespace,
        namespaceOptional,
        staleKeys,
        playgroundSecret,
        List.of(),
        Optional.empty());
  }

  /** The same, with further issuers. */
  public AuthenticationConfig withProviders(List<TokenIssuer> further) {
    return new AuthenticationConfig(
        developmentMode,
        jwkUrl,
        secrets,
        algorithms,
        issuers,
        audience,
        subject,
        claimsNamespace,
        namespaceOptional,
        staleKeys,
        playgroundSecret,
        further,
        keyLocator);
  }

  /** The same, where a function names the keys of each token. */
  public AuthenticationConfig withKeyLocator(KeyLocator locator) {
    return new AuthenticationConfig(
        developmentMode,
        jwkUrl,
        secrets,
        algorithms,
        issuers,
        audience,
        subject,
        claimsNamespace,
        namespaceOptional,
        staleKeys,
        playgroundSecret,
        providers,
        Optional.of(locator));
  }

  /** The algorithms that are accepted, defaults filled in. */
  public List<String> acceptedAlgorithms() {
    if (!algorithms.isEmpty()) {
      return algorithms;
    }
    return jwkUrl.isPresent() || keyLocator.isPresent()
        ? List.of("RS256")
        : List.of("HS256", "HS384", "HS512");
  }

  /** Every issuer whose tokens are taken. */
  public List<TokenIssuer> tokenIssuers() {
    List<TokenIssuer> all = new ArrayList<>();
    // A secret that a server shares with its scripts must not open what a provider guards.
    if (jwkUrl.isPresent() || keyLocator.isPresent() || providers.isEmpty()) {
      all.add(
          new TokenIssuer(
              keyLocator
                  .<KeySource>map(KeySource.LocatedKeys::new)
                  .or(() -> jwkUrl.map(KeySource.PublishedKeys::new))
                  .orElseGet(() -> new KeySource.SharedSecrets(secrets)),
              acceptedAlgorithms(),
              issuers,
              audience.stream().toList(),
              List.of(),
              subject,
              claimsNamespace,
              namespaceOptional,
              TokenIssuer.COGNITO_GROUPS,
              staleKeys));
    }
    all.addAll(providers);
    return List.copyOf(all);
  }

  @Override
  public String toString() {
    return "AuthenticationConfig[developmentMode="
        + developmentMode
        + ", issuers="
        + tokenIssuers()
        + "]";
  }
}
