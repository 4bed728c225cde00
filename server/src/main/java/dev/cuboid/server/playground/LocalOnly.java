package dev.cuboid.server.playground;

import dev.cuboid.server.http.HttpHandler;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.http.Router;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Lets through only requests from this machine, that were made for it by name, and by no foreign
 * page: a web site must not reach the developer's endpoints through the developer's browser.
 */
final class LocalOnly implements HttpHandler {

  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final HttpHandler next;

  LocalOnly(HttpHandler next) {
    this.next = next;
  }

  @Override
  public Response handle(Request request) {
    boolean local =
        request.peer().isLoopbackAddress()
            && request.header("host").map(LocalOnly::isLoopbackName).orElse(false)
            && request.header("origin").map(LocalOnly::isLocalOrigin).orElse(true);
    return local ? next.handle(request) : Router.notFound(request);
  }

  private static boolean isLoopbackName(String host) {
    return LOOPBACK_NAMES.contains(host.replaceAll(":\\d+$", ""));
  }

  private static boolean isLocalOrigin(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getHost())
          .map(LOOPBACK_NAMES::contains)
          .orElse(false);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
