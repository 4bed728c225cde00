package dev.cuboid.server.fetch;

import dev.cuboid.model.Fetcher;
import dev.cuboid.server.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from hosts that the operator has named, and from no other: a redirect is followed only
 * from one of them to another. Thread-safe.
 */
public final class AllowedHosts implements Fetcher {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAXIMUM_REDIRECTS = 5;
  private static final int MAXIMUM_BYTES = 16 << 20;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Set<String> hosts;
  private final ReentrantLock starting = new ReentrantLock();
  private @Nullable HttpClient client;

  private AllowedHosts(Set<String> hosts) {
    this.hosts = hosts;
  }

  /**
   * @param hosts names, for the usual port of the scheme, or names with a port, {@code
   *     localhost:8080}
   */
  public static AllowedHosts of(List<String> hosts) {
    return new AllowedHosts(
        hosts.stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public Response fetch(Request request) {
    Request current = request;
    for (int i = 0; i <= MAXIMUM_REDIRECTS; i++) {
      URI uri = allowed(current.url());
      HttpResponse<InputStream> response = send(uri, current);
      String location = response.headers().firstValue("location").orElse("");
      if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
        return answer(uri, response);
      }
      close(response);
      current = redirected(current, uri, location, response.statusCode());
    }
    throw new IllegalArgumentException("fetch of " + request.url() + " is redirected too often");
  }

  private URI allowed(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("fetch expects a URL, was " + url, e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("fetch expects a URL of http or https, was " + url);
    }
    int usualPort = scheme.equals("http") ? 80 : 443;
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() < 0 ? usualPort : uri.getPort();
    boolean named = hosts.contains(host + ":" + port);
    if (!named && !(port == usualPort && hosts.contains(host))) {
      throw new IllegalArgumentException(
          "fetch from "
              + host
              + (port == usualPort ? "" : ":" + port)
              + " is not allowed: "
              + Settings.FETCH_HOSTS.name()
              + " names the hosts that are");
    }
    return uri;
  }

  private HttpResponse<InputStream> send(URI uri, Request request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    request.headers().forEach(builder::setHeader);
    builder.method(
        request.method(),
        request
            .body()
            .map(HttpRequest.BodyPublishers::ofString)
            .orElseGet(HttpRequest.BodyPublishers::noBody));
    try {
      return client().send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("fetch was interrupted"));
    } catch (IOException e) {
      throw new UncheckedIOException("fetch from " + uri.getHost() + " failed: " + e, e);
    }
  }

  /**
   * Made at the first fetch: most models fetch nothing, and it reads the machine's certificates.
   */
  private HttpClient client() {
    starting.lock();
    try {
      HttpClient made = client;
      if (made == null) {
        made =
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT)
                .build();
        client = made;
      }
      return made;
    } finally {
      starting.unlock();
    }
  }

  private static Response answer(URI uri, HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(MAXIMUM_BYTES + 1);
      if (bytes.length > MAXIMUM_BYTES) {
        throw new IllegalArgumentException(
            "fetch from " + uri.getHost() + " gives more than " + (MAXIMUM_BYTES >> 20) + " MB");
      }
      return new Response(
          uri.toString(),
          response.statusCode(),
          response.headers().map().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, header -> String.join(", ", header.getValue()))),
          new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("fetch from " + uri.getHost() + " failed: " + e, e);
    }
  }

  /**
   * Credentials stay with the host that they were for.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">Fetch, redirects</a>
   */
  private static Request redirected(Request request, URI from, String location, int status) {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "fetch from " + from.getHost() + " is redirected to what is no URL", e);
    }
    boolean becomesGet =
        status == 303 || (status <= 302 && request.method().equalsIgnoreCase("POST"));
    boolean sameOrigin =
        String.valueOf(from.getAuthority()).equalsIgnoreCase(String.valueOf(to.getAuthority()))
            && String.valueOf(from.getScheme()).equals(to.getScheme());
    Map<String, String> headers =
        request.headers().entrySet().stream()
            .filter(header -> sameOrigin || !isCredential(header.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return becomesGet
        ? new Request(to.toString(), "GET", headers, java.util.Optional.empty())
        : new Request(to.toString(), request.method(), headers, request.body());
  }

  private static boolean isCredential(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.equals("authorization") || name.equals("cookie");
  }

  private static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
