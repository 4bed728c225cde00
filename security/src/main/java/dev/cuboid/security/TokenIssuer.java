package dev.cuboid.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One issuer of tokens, and which of its tokens are good.
 *
 * @param keys that verify its signatures
 * @param algorithms that are accepted
 * @param issuers the names under which it issues tokens; empty for any, which is only safe for a
 *     single issuer
 * @param audiences one of which a token must be for; empty for any
 * @param tokenUses which of Cognito's kinds of tokens are taken: id, access; empty for any
 * @param subject of whom a token must speak
 * @param claimsNamespace the claim that holds the security context
 * @param namespaceOptional whether a token without it is taken as an empty context
 * @param groupsClaim the claim that lists the groups for access policies
 * @param staleKeys how long the last good keys are used while the issuer does not answer
 */
public record TokenIssuer(
    KeySource keys,
    List<String> algorithms,
    List<String> issuers,
    List<String> audiences,
    List<String> tokenUses,
    Optional<String> subject,
    Optional<String> claimsNamespace,
    boolean namespaceOptional,
    String groupsClaim,
    Duration staleKeys) {

  /** Where Cognito lists the groups of a user. */
  public static final String COGNITO_GROUPS = "cognito:groups";

  /** How long the last good keys are used, where nothing else is configured. */
  public static final Duration DEFAULT_STALE_KEYS = Duration.ofHours(1);

  private static final Pattern USER_POOL =
      Pattern.compile("([a-z]{2}(?:-[a-z]+)+-\\d)_[0-9a-zA-Z]+");

  /** Also the local pool's, which has another host. */
  private static final Pattern COGNITO_ISSUER =
      Pattern.compile("https?://[^/]+/[\\w-]+_[0-9a-zA-Z]+");

  public TokenIssuer {
    algorithms = List.copyOf(algorithms);
    issuers = List.copyOf(issuers);
    audiences = List.copyOf(audiences);
    tokenUses = List.copyOf(tokenUses);
  }

  /**
   * An AWS Cognito user pool: key set and issuer follow from its id.
   *
   * @param userPoolId region and id, such as {@code us-east-1_AbC123}
   * @param clientIds app clients whose ID and access tokens are taken; where empty, ID tokens of
   *     every client
   * @throws IllegalArgumentException if that is no id of a user pool
   * @see <a
   *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html">Verifying
   *     JSON Web Tokens</a>
   */
  public static TokenIssuer cognito(String userPoolId, List<String> clientIds) {
    Matcher pool = USER_POOL.matcher(userPoolId);
    if (!pool.matches()) {
      throw new IllegalArgumentException(
          "\""
              + userPoolId
              + "\" is no id of a user pool: expected region and id, such as us-east-1_AbC123"
              + " (not the pool's name or ARN)");
    }
    String region = pool.group(1);
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    String issuer = "https://cognito-idp." + region + "." + domain + "/" + userPoolId;
    return new TokenIssuer(
        new KeySource.PublishedKeys(URI.create(issuer + "/.well-known/jwks.json")),
        List.of("RS256"),
        List.of(issuer),
        clientIds,
        clientIds.isEmpty() ? List.of("id") : List.of("id", "access"),
        Optional.empty(),
        Optional.empty(),
        false,
        COGNITO_GROUPS,
        DEFAULT_STALE_KEYS);
  }

  /**
   * Any OpenID provider, by its discovery document.
   *
   * @param issuer as its tokens name it, letter by letter
   */
  public static TokenIssuer openId(String issuer, List<String> audiences) {
    return new TokenIssuer(
        new KeySource.Discovery(issuer),
        List.of(
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
            "EdDSA"),
        List.of(issuer),
        audiences,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        isCognito(issuer) ? COGNITO_GROUPS : "groups",
        DEFAULT_STALE_KEYS);
  }

  /** The same, with the security context at a claim of its own. */
  public TokenIssuer withClaimsNamespace(String namespace, boolean optional) {
    return new TokenIssuer(
        keys,
        algorithms,
        issuers,
        audiences,
        tokenUses,
        subject,
        Optional.of(namespace),
        optional,
        groupsClaim,
        staleKeys);
  }

  /** The same, for only these of Cognito's kinds of tokens: id, access. */
  public TokenIssuer withTokenUses(List<String> uses) {
    return new TokenIssuer(
        keys,
        algorithms,
        issuers,
        audiences,
        uses,
        subject,
        claimsNamespace,
        namespaceOptional,
        groupsClaim,
        staleKeys);
  }

  /** The same, with keys from another place. */
  public TokenIssuer withKeys(KeySource source) {
    return new TokenIssuer(
        source,
        algorithms,
        issuers,
        audiences,
        tokenUses,
        subject,
        claimsNamespace,
        namespaceOptional,
        groupsClaim,
        staleKeys);
  }

  /** The same, for only these algorithms. */
  public TokenIssuer withAlgorithms(List<String> names) {
    return new TokenIssuer(
        keys,
        names,
        issuers,
        audiences,
        tokenUses,
        subject,
        claimsNamespace,
        namespaceOptional,
        groupsClaim,
        staleKeys);
  }

  /** The same, with the groups at another claim. */
  public TokenIssuer withGroupsClaim(String claim) {
    return new TokenIssuer(
        keys,
        algorithms,
        issuers,
        audiences,
        tokenUses,
        subject,
        claimsNamespace,
        namespaceOptional,
        claim,
        staleKeys);
  }

  /** The same, with another time for which the last good keys are used during an outage. */
  public TokenIssuer withStaleKeys(Duration limit) {
    return new TokenIssuer(
        keys,
        algorithms,
        issuers,
        audiences,
        tokenUses,
        subject,
        claimsNamespace,
        namespaceOptional,
        groupsClaim,
        limit);
  }

  boolean hasSecrets() {
    return keys instanceof KeySource.SharedSecrets;
  }

  static boolean isCognito(String issuer) {
    return issuer.toLowerCase(Locale.ROOT).contains("cognito-idp.")
        || COGNITO_ISSUER.matcher(issuer).matches();
  }
}
