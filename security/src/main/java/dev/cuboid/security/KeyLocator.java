package dev.cuboid.security;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says by which keys a token must be signed: Cube's {@code jwt.jwkUrl} as a function. It is asked
 * before the token is believed, so it must choose among providers that it knows, and name no
 * address that a token has made up. Thread-safe.
 *
 * @see <a href="https://cube.dev/docs/reference/configuration/config#jwt">Cube, jwt</a>
 */
@FunctionalInterface
public interface KeyLocator {

  /**
   * @param claims of a token that nobody has verified
   * @return where its issuer publishes its keys; empty for a token that is to be refused
   */
  Optional<URI> locate(Map<String, @Nullable Object> claims);
}
