package dev.cuboid.cognito.api;

import dev.cuboid.cognito.crypto.Digests;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.CognitoException;
import java.util.Optional;

/** Checks that callers know the secret of a client that has one. */
final class SecretHashes {

  private SecretHashes() {}

  /**
   * Checks the hash.
   *
   * @throws CognitoException of type {@code NotAuthorizedException}
   */
  static void check(AppClient client, String username, Optional<String> hash) {
    if (client.clientSecret().isEmpty()) {
      return;
    }
    if (hash.isEmpty()) {
      throw CognitoException.notAuthorized(
          "Client "
              + client.clientId()
              + " is configured with secret but SECRET_HASH was not received");
    }
    String expected = Digests.secretHash(username, client.clientId(), client.clientSecret().get());
    if (!Digests.same(expected, hash.get())) {
      throw CognitoException.notAuthorized(
          "Unable to verify secret hash for client " + client.clientId());
    }
  }
}
