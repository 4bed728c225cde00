package dev.cuboid.cognito.token;

import java.util.Set;

/**
 * The claims that a trigger cannot set; Cognito drops them without a word ("Customizing the ID and
 * access tokens" in its developer guide).
 */
public final class ReservedClaims {

  private static final Set<String> IDENTITY =
      Set.of(
          "acr",
          "amr",
          "at_hash",
          "aud",
          "auth_time",
          "azp",
          "cognito:username",
          "exp",
          "iat",
          "identities",
          "iss",
          "jti",
          "nbf",
          "nonce",
          "origin_jti",
          "sub",
          "token_use");

  private static final Set<String> ACCESS_ONLY =
      Set.of("client_id", "device_key", "event_id", "scope", "username", "version");

  private ReservedClaims() {}

  /** True when a trigger cannot set the claim in a token of this use. */
  public static boolean contains(TokenUse use, String claim) {
    if (IDENTITY.contains(claim)) {
      return true;
    }
    return switch (use) {
      case ID -> false;
      case ACCESS ->
          ACCESS_ONLY.contains(claim) || claim.startsWith("cognito:") || claim.startsWith("aws:");
    };
  }
}
