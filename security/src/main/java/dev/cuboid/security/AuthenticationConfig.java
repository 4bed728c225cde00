package dev.cuboid.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which tokens are good.
 *
 * @param developmentMode whether a request without a token is answered
 * @param jwkUrl where the provider publishes its keys; with it, secrets are not used for tokens
 * @param secrets of HS256 tokens, tried in order
 * @param algorithms that are accepted; empty for the default: RS256 with a JWKS, HS256 without
 * @param issuers one of which must have issued a token; empty for any
 * @param audience for whom a token must be
 * @param subject of whom a token must speak
 * @param claimsNamespace the claim that holds the security context
 * @param namespaceOptional whether a token without it is taken as an empty context
 * @param staleKeys how long the last good keys are used while the provider does not answer
 * @param playgroundSecret of tokens that the Playground signs
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
    Optional<String> playgroundSecret) {

  public AuthenticationConfig {
    secrets = List.copyOf(secrets);
    algorithms = List.copyOf(algorithms);
    issuers = List.copyOf(issuers);
  }

  /** The algorithms that are accepted, defaults filled in. */
  public List<String> acceptedAlgorithms() {
    if (!algorithms.isEmpty()) {
      return algorithms;
    }
    return jwkUrl.isPresent() ? List.of("RS256") : List.of("HS256", "HS384", "HS512");
  }
}
