package dev.cuboid.cognito.http;

import java.net.URI;
import java.util.Optional;

/**
 * Where a web page comes from that sends a request. AWS asks for signatures that a web page cannot
 * make; here the page's origin stands in for them, so that no website can command the pools through
 * its visitor's browser.
 */
public final class LocalOrigin {

  private LocalOrigin() {}

  /** True when the request comes from no web page, or from one of this machine. */
  public static boolean of(WebRequest request) {
    Optional<String> origin = request.header("origin");
    return origin.isEmpty() || isLocal(origin.get());
  }

  private static boolean isLocal(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && WebListener.loopbackNames().contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
