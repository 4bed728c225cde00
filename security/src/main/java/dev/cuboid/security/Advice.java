package dev.cuboid.security;

import java.util.List;
import java.util.Optional;

/** Knows the usual mistakes, and what to change for each. */
final class Advice {

  private static final String COGNITO = "cognito-idp.";

  private Advice() {}

  static String form(ReasonCode code) {
    return switch (code) {
      case ENCRYPTED -> "this looks like a refresh token: paste the ID token";
      case UNSIGNED -> "a token must be signed; take one from your provider";
      default -> "paste the whole token: three parts with dots between, without quotes or Bearer";
    };
  }

  static String algorithm(SignedToken token, AuthenticationConfig config) {
    Object algorithm = token.header().get("alg");
    if (algorithm instanceof String name && name.startsWith("HS") && config.jwkUrl().isPresent()) {
      return "this token was signed with a secret, but CUBEJS_JWK_URL is set: take a token of your"
          + " provider";
    }
    return "add the algorithm to CUBEJS_JWT_ALGS, if your provider uses it";
  }

  static String signature(ReasonCode code) {
    return switch (code) {
      case UNKNOWN_KEY ->
          "the token is from another provider or user pool than CUBEJS_JWK_URL, or its key was"
              + " removed";
      case KEYS_UNAVAILABLE ->
          "CUBEJS_JWK_URL does not answer with keys: check the address and the user pool id";
      case KEY_ID -> "the token names no key: it is not from the provider of CUBEJS_JWK_URL";
      case NOT_CONFIGURED -> "set CUBEJS_JWK_URL, or CUBEJS_API_SECRET for HS256 tokens";
      default -> "the token was changed, or is from another provider than CUBEJS_JWK_URL";
    };
  }

  static String issuer(SignedToken token, AuthenticationConfig config) {
    Optional<String> found = token.text("iss");
    if (found.isEmpty()) {
      return "the token names no issuer; take one of your provider";
    }
    List<String> expected = config.issuers();
    if (expected.stream().anyMatch(issuer -> sameButForSlash(issuer, found.get()))) {
      return "they differ by the last slash: set CUBEJS_JWT_ISSUER=" + found.get();
    }
    boolean auth0 = expected.stream().anyMatch(issuer -> issuer.contains(".auth0.com"));
    if (auth0 && found.get().contains(COGNITO)) {
      return "the old guide's issuer is Auth0's; for Cognito set CUBEJS_JWT_ISSUER=" + found.get();
    }
    return "if this is your provider, set CUBEJS_JWT_ISSUER=" + found.get();
  }

  static String audience(SignedToken token) {
    if (token.text("token_use").equals(Optional.of("access"))) {
      return "this is an access token; take the ID token, or set CUBEJS_JWT_AUDIENCE to the app"
          + " client id";
    }
    List<String> found = ClaimChecks.texts(token.claims().get("aud"));
    return found.isEmpty()
        ? "the token has no audience; take the ID token"
        : "the audience of a Cognito token is the app client id: set CUBEJS_JWT_AUDIENCE="
            + found.getFirst();
  }

  static String namespace(SignedToken token, AuthenticationConfig config) {
    String namespace = config.claimsNamespace().orElse("");
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
