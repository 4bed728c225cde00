package dev.cuboid.server;

import dev.cuboid.server.playground.SignInOffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * How a {@link CuboidServer} is to run.
 *
 * @param project the folder with {@code .env} and the data model
 * @param environment variables that win over the project's {@code .env}
 * @param signIn where the Playground can sign in, if anywhere
 * @param clock by which relative dates and tokens are understood
 */
public record ServerOptions(
    Path project, Map<String, String> environment, Optional<SignInOffer> signIn, Clock clock) {

  public ServerOptions {
    environment = Map.copyOf(environment);
  }

  /** A server for a project, by the system's clock. */
  public static ServerOptions of(Path project, Map<String, String> environment) {
    return new ServerOptions(project, environment, Optional.empty(), Clock.systemUTC());
  }
}
