package dev.cuboid.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that the Playground makes from a security context that was typed by hand. They are good
 * where the server has a Playground secret, whatever provider is configured.
 */
public final class PlaygroundTokens {

  /** How long such a token is good. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  private static final String MARK = "cuboid:playground";

  private PlaygroundTokens() {}

  /** A new secret, for a server that has none configured. */
  public static String newSecret(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @param values the security context, as the model sees it
   */
  public static String sign(
      Map<String, ? extends @Nullable Object> values, String secret, Instant now) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>(values);
    claims.putIfAbsent("iat", now.getEpochSecond());
    claims.putIfAbsent("exp", now.plus(LIFETIME).getEpochSecond());
    claims.put(MARK, true);
    return Hs256.sign(claims, secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the Playground's secret signed the token. */
  static boolean isOne(SignedToken token, Optional<String> secret) {
    if (secret.isEmpty()) {
      return false;
    }
    try {
      if (!token.compact().algorithm().equals(SignatureAlgorithm.HS256.name())) {
        return false;
      }
      Keys.verifyWithSecrets(token.compact(), SignatureAlgorithm.HS256, List.of(secret.get()));
      return true;
    } catch (InvalidTokenException e) {
      return false;
    }
  }

  /** Who asks with a token of the Playground. */
  static SecurityContext context(SignedToken token, AuthenticationConfig config)
      throws InvalidTokenException {
    return new SecurityContext(
        values(token, config),
        ClaimChecks.texts(token.claims().get(TokenIssuer.COGNITO_GROUPS)),
        token.text("iss"),
        Optional.of(ClaimChecks.expiry(token)),
        /* signedByPlayground= */ true);
  }

  /** The typed context; one that was typed below the claims namespace is taken out of it. */
  private static Map<String, @Nullable Object> values(
      SignedToken token, AuthenticationConfig config) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(token.claims());
    values.remove(MARK);
    Object namespaced = config.claimsNamespace().map(values::get).orElse(null);
    if (namespaced instanceof Map<?, ?> object) {
      Map<String, @Nullable Object> below = new LinkedHashMap<>();
      object.forEach((key, value) -> below.put(String.valueOf(key), value));
      return below;
    }
    return values;
  }
}
