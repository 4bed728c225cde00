package dev.cuboid.cognito;

import dev.cuboid.cognito.seed.ClientSeed;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.UserSeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One user pool for a test: in memory, on a free port, ready at once and gone when it is closed.
 *
 * <pre>{@code
 * try (CognitoUserPool pool = CognitoUserPool.start()) {
 *   pool.addUser("ann@example.com", "Passw0rd!", Map.of("custom:company_id", "company1"));
 *   String token = pool.signIn("ann@example.com", "Passw0rd!").idToken();
 *   // hand pool.issuer(), pool.keySetUri() and the token to what is tested
 * }
 * }</pre>
 *
 * <p>AWS SDKs are pointed at {@link #uri()} as their endpoint. Thread-safe.
 */
public final class CognitoUserPool implements AutoCloseable {

  private static final String REGION = "us-east-1";
  private static final List<String> CALLBACKS = List.of("http://localhost/callback");

  /**
   * The tokens of a sign-in.
   *
   * @param refreshToken gives new ones through the API or the token endpoint
   */
  public record Tokens(String idToken, String accessToken, String refreshToken) {

    /** Says nothing of the tokens. */
    @Override
    public String toString() {
      return "Tokens";
    }
  }

  private final CognitoServer server;

  private CognitoUserPool(CognitoServer server) {
    this.server = server;
  }

  /** Starts a pool with one public app client and no users. */
  public static CognitoUserPool start() {
    return start(
        PoolSeed.inRegion(REGION, "test")
            .with(ClientSeed.publicClient("test", CALLBACKS, CALLBACKS)));
  }

  /**
   * Starts a pool that holds what the seed says, which must have an app client.
   *
   * @throws UncheckedIOException when no port can be had
   */
  public static CognitoUserPool start(PoolSeed seed) {
    return start(CognitoOptions.builder().port(0).pool(seed).build());
  }

  /**
   * Starts a pool with options of one's own, such as a clock or a directory of triggers.
   *
   * @throws UncheckedIOException when the port or the state directory cannot be had
   */
  public static CognitoUserPool start(CognitoOptions options) {
    try {
      return new CognitoUserPool(CognitoServer.start(options));
    } catch (IOException e) {
      throw new UncheckedIOException("the user pool does not start", e);
    }
  }

  /** The endpoint for SDKs. */
  public URI uri() {
    return server.uri();
  }

  /** The pool's id. */
  public String id() {
    return server.poolId();
  }

  /** The id of the pool's first app client. */
  public String clientId() {
    return server.clientId();
  }

  /** The claim {@code iss} of the pool's tokens. */
  public String issuer() {
    return server.issuer();
  }

  /** Where the pool's public keys are. */
  public URI keySetUri() {
    return server.keySetUri();
  }

  /** Adds a confirmed user; a user of this address who is there already stays as they are. */
  public void addUser(String email, String password, Map<String, String> attributes) {
    server.addUser(UserSeed.of(email, password, attributes));
  }

  /**
   * Signs a user in by password, with the pre-token-generation trigger and everything.
   *
   * @throws IllegalArgumentException when the pool refuses; the message is Cognito's
   */
  public Tokens signIn(String email, String password) {
    return server.signIn(email, password);
  }

  /** Gives the pool new signing keys; tokens that the old ones signed stay valid. */
  public void rotateKeys() {
    server.rotateKeys();
  }

  @Override
  public void close() {
    server.close();
  }
}
