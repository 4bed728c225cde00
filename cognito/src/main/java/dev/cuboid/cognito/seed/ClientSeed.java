package dev.cuboid.cognito.seed;

import java.util.List;
import java.util.Optional;

/**
 * An app client that is to be there after the start. It may use the code flow of the hosted pages
 * and every flow of the API. Its settings are set anew at each start.
 *
 * @param id the client id; without one it is made from pool id and name, always the same
 * @param secret the client secret; without one the client is public
 * @param callbackUrls where the hosted pages may send a browser after sign-in
 * @param logoutUrls where they may send it after sign-out
 * @param scopes the scopes that the client may ask for
 */
public record ClientSeed(
    String name,
    Optional<String> id,
    Optional<String> secret,
    List<String> callbackUrls,
    List<String> logoutUrls,
    List<String> scopes) {

  private static final List<String> STANDARD_SCOPES =
      List.of("openid", "email", "phone", "profile", "aws.cognito.signin.user.admin");

  public ClientSeed {
    callbackUrls = List.copyOf(callbackUrls);
    logoutUrls = List.copyOf(logoutUrls);
    scopes = List.copyOf(scopes);
  }

  /** A public client with the standard scopes. */
  public static ClientSeed publicClient(
      String name, List<String> callbackUrls, List<String> logoutUrls) {
    return new ClientSeed(
        name, Optional.empty(), Optional.empty(), callbackUrls, logoutUrls, STANDARD_SCOPES);
  }

  /** This client with a secret. */
  public ClientSeed withSecret(String text) {
    return new ClientSeed(name, id, Optional.of(text), callbackUrls, logoutUrls, scopes);
  }

  /** This client under a fixed id. */
  public ClientSeed withId(String text) {
    return new ClientSeed(name, Optional.of(text), secret, callbackUrls, logoutUrls, scopes);
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "ClientSeed[" + name + "]";
  }
}
