package dev.cuboid.server.playground;

import java.util.List;

/**
 * A provider at which the Playground can sign in.
 *
 * @param issuer whose discovery document says the rest
 * @param clientId of the app client whose callback is the Playground
 * @param scopes to ask for
 */
public record SignInOffer(String issuer, String clientId, List<String> scopes) {

  public SignInOffer {
    scopes = List.copyOf(scopes);
  }
}
