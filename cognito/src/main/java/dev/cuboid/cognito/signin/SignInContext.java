package dev.cuboid.cognito.signin;

import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.UserPool;
import java.util.Map;

/**
 * Where somebody signs in.
 *
 * @param clientMetadata what the client wants its triggers told
 */
public record SignInContext(UserPool pool, AppClient client, Map<String, String> clientMetadata) {

  public SignInContext {
    clientMetadata = Map.copyOf(clientMetadata);
  }
}
