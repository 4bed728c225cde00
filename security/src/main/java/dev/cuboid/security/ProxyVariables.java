package dev.cuboid.security;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in capitals
 * or not, as curl and Node's libraries read them. This machine itself is never asked through a
 * proxy.
 */
public final class ProxyVariables extends ProxySelector {

  private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

  private final Optional<Proxy> forHttps;
  private final Optional<Proxy> forHttp;
  private final List<String> exceptions;

  private ProxyVariables(
      Optional<Proxy> forHttps, Optional<Proxy> forHttp, List<String> exceptions) {
    this.forHttps = forHttps;
    this.forHttp = forHttp;
    this.exceptions = exceptions;
  }

  /**
   * @throws IllegalArgumentException where a proxy is no address, or has a password in it, which
   *     cannot be used
   */
  public static ProxySelector of(Map<String, String> environment) {
    Optional<Proxy> https = proxy(environment, "HTTPS_PROXY");
    Optional<Proxy> http = proxy(environment, "HTTP_PROXY");
    List<String> exceptions =
        Arrays.stream(find(environment, "NO_PROXY").orElse("").split("[,\\s]+", -1))
            .map(text -> text.toLowerCase(Locale.ROOT))
            .filter(text -> !text.isEmpty())
            .toList();
    return https.isPresent() || http.isPresent()
        ? new ProxyVariables(https, http, exceptions)
        : ProxySelector.getDefault();
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (ProviderDocuments.isLoopback(host) || isExcepted(host, uri.getPort())) {
      return DIRECT;
    }
    Optional<Proxy> proxy = "https".equalsIgnoreCase(uri.getScheme()) ? forHttps : forHttp;
    return proxy.map(List::of).orElse(DIRECT);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The request itself fails, and says so.
  }

  /** {@code example.com} and {@code .example.com} both mean the domain and all below it. */
  private boolean isExcepted(String host, int port) {
    return exceptions.stream()
        .anyMatch(
            text -> {
              if (text.equals("*") || text.equals(host + ":" + port)) {
                return true;
              }
              String domain = text.startsWith("*.") ? text.substring(2) : text;
              String bare = domain.startsWith(".") ? domain.substring(1) : domain;
              return host.equals(bare) || host.endsWith("." + bare);
            });
  }

  private static Optional<Proxy> proxy(Map<String, String> environment, String name) {
    return find(environment, name).map(text -> proxy(text, name));
  }

  private static Proxy proxy(String text, String name) {
    URI uri;
    try {
      uri = URI.create(text.contains("://") ? text : "http://" + text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is no address", e);
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(name + " is no address such as http://proxy:3128");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          name + " has a password in it; a proxy that asks for one cannot be used");
    }
    int port = uri.getPort() == -1 ? 80 : uri.getPort();
    // Not resolved here: the name may come to mean another machine.
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
  }

  private static Optional<String> find(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(environment.get(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
