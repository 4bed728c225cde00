package dev.cuboid.security;

import java.util.List;
import java.util.Optional;

/** Knows the usual mistakes, and what to change for each. */
final class Advice {

  private Advice() {}

  static String form(ReasonCode code) {
    return switch (code) {
      case ENCRYPTED -> "this looks like a refresh token: paste the ID token";
      case UNSIGNED -> "a token must be signed; take one from your provider";
      default -> "paste the whole token: three parts with dots between, without quotes or Bearer";
    };
  }

  static String algorithm(SignedToken token, TokenIssuer rules) {
    Object algorithm = token.header().get("alg");
    boolean symmetric = algorithm instanceof String name && name.startsWith("HS");
    if (symmetric && !rules.hasSecrets()) {
      return "this token was signed with a secret (as Cube's Playground does), but keys of a"
          + " provider are configured (CUBEJS_JWK_URL): take a token of your provider";
    }
    return "add the algorithm to CUBEJS_JWT_ALGS, if your provider uses it";
  }

  static String signature(ReasonCode code, TokenIssuer rules) {
    String keys = rules.keys().describe();
    return switch (code) {
      case UNKNOWN_KEY ->
          "the token is from another provider or user pool than "
              + keys
              + ", or its key was removed";
      case KEYS_UNAVAILABLE ->
          keys + " does not answer with keys: check the address and the user pool id";
      case KEY_ID -> "the token names no key: it is not from the provider of " + keys;
      case NOT_CONFIGURED -> "set CUBEJS_JWK_URL, or CUBEJS_API_SECRET for HS256 tokens";
      case WEAK_KEY -> "the provider must sign with an RSA key of 2048 bits or more";
      default -> "the token was changed, or was not signed with " + signer(rules);
    };
  }

  /** With what a good token is signed. */
  static String signer(TokenIssuer rules) {
    return (rules.hasSecrets() ? "one of " : "a key of ") + rules.keys().describe();
  }

  static String issuer(SignedToken token, TokenIssuer rules) {
    Optional<String> found = token.text("iss");
    if (found.isEmpty()) {
      return "the token names no issuer; take one of your provider";
    }
    return issuerMismatch(found.get(), rules.issuers(), "the token is one of");
  }

  /**
   * @param right the issuer as it should be configured
   * @param configured as it is
   * @param relation what the right one has to do with it
   */
  static String issuerMismatch(String right, List<String> configured, String relation) {
    String set = "set CUBEJS_JWT_ISSUER=" + right;
    if (configured.stream().anyMatch(issuer -> sameButForSlash(issuer, right))) {
      return "they differ by the last slash: " + set;
    }
    boolean auth0 = configured.stream().anyMatch(issuer -> issuer.contains(".auth0.com"));
    if (auth0 && TokenIssuer.isCognito(right)) {
      return "the old guide's issuer is Auth0's; for Cognito " + set;
    }
    return relation + " " + right + "; if this is your provider, " + set;
  }

  static String tokenUse(SignedToken token) {
    return token.text("token_use").equals(Optional.of("access"))
        ? "this is an access token: take the ID token, or add access to CUBOID_COGNITO_TOKEN_USE"
        : "this is no ID token of Cognito: sign in for one";
  }

  static String audience(SignedToken token, TokenIssuer rules) {
    if (token.text("token_use").equals(Optional.of("access"))) {
      return "this is an access token; take the ID token, or set CUBEJS_JWT_AUDIENCE to the app"
          + " client id";
    }
    List<String> found = ClaimChecks.audiences(token);
    if (found.isEmpty()) {
      return "the token has no audience; take the ID token";
    }
    boolean address = rules.audiences().stream().anyMatch(audience -> audience.contains("://"));
    boolean cognito = token.text("iss").filter(TokenIssuer::isCognito).isPresent();
    if (cognito) {
      return (address ? "the old guide's audience is the application's URL; " : "")
          + "the audience of a Cognito token is the app client id: set CUBEJS_JWT_AUDIENCE="
          + found.getFirst();
    }
    return "the token is for another application; if it is yours, set CUBEJS_JWT_AUDIENCE="
        + found.getFirst();
  }

  static String namespace(SignedToken token, TokenIssuer rules) {
    String namespace = rules.claimsNamespace().orElse("");
    Optional<String> similar =
        token.claims().keySet().stream()
            .filter(claim -> !claim.equals(namespace) && sameButForSlash(claim, namespace))
            .findFirst();
    if (similar.isPresent()) {
      return "they differ by the last slash: set CUBEJS_JWT_CLAIMS_NAMESPACE=" + similar.get();
    }
    if (token.text("token_use").equals(Optional.of("access"))) {
      return "this is an access token, which has no claims of a V1 trigger; take the ID token";
    }
    if (token.claims().containsKey(namespace)) {
      return "the claim must be an object, or the JSON text of one: see the pre token generation"
          + " trigger";
    }
    return "the token has no such claim: is the pre token generation trigger attached to the user"
        + " pool?";
  }

  private static boolean sameButForSlash(String left, String right) {
    return left.replaceAll("/+$", "").equals(right.replaceAll("/+$", ""));
  }
}
