package dev.cuboid.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes out of a token's claims what the data model sees. */
final class ContextReader {

  /** Where Cube kept the context before 2020; it still reads it. */
  private static final String LEGACY = "u";

  private final TokenIssuer rules;

  ContextReader(TokenIssuer rules) {
    this.rules = rules;
  }

  /**
   * The object at the claims namespace, or all claims where none is configured.
   *
   * @throws InvalidTokenException where the namespace is configured, but not in the token
   */
  Map<String, @Nullable Object> values(SignedToken token) throws InvalidTokenException {
    if (rules.claimsNamespace().isEmpty()) {
      return withLegacyContext(token.claims());
    }
    String namespace = rules.claimsNamespace().get();
    Object claim = token.claims().get(namespace);
    return switch (claim) {
      case Map<?, ?> object -> copy(object);
      // Cognito's V1 triggers can only return texts, so that an object comes as JSON text.
      case String text -> StrictJson.object(text, "claim " + namespace);
      case null -> {
        if (rules.namespaceOptional()) {
          yield Map.of();
        }
        throw new InvalidTokenException(
            ReasonCode.NAMESPACE,
            "the token has no claim " + namespace + similar(token, namespace));
      }
      default ->
          throw new InvalidTokenException(
              ReasonCode.NAMESPACE,
              "the claim " + namespace + " is neither an object nor the JSON text of one");
    };
  }

  List<String> groups(SignedToken token) {
    return ClaimChecks.texts(token.claims().get(rules.groupsClaim()));
  }

  private static String similar(SignedToken token, String namespace) {
    String withoutSlash = namespace.replaceAll("/+$", "");
    return token.claims().keySet().stream()
        .filter(claim -> claim.replaceAll("/+$", "").equals(withoutSlash))
        .findFirst()
        .map(claim -> ", but one that differs by the last slash: " + Printable.text(claim))
        .orElse("");
  }

  private static Map<String, @Nullable Object> withLegacyContext(
      Map<String, @Nullable Object> claims) {
    if (!(claims.get(LEGACY) instanceof Map<?, ?> legacy)) {
      return claims;
    }
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(claims);
    merged.remove(LEGACY);
    merged.putAll(copy(legacy));
    return merged;
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> object) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    object.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
