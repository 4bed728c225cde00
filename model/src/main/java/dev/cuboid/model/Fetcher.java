package dev.cuboid.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gets data over the network for JavaScript model files: what their {@code fetch} does. */
@FunctionalInterface
public interface Fetcher {

  /**
   * A request.
   *
   * @param url where to
   * @param method {@code GET}, {@code POST}, …
   * @param headers by name
   * @param body a text, if any
   */
  record Request(String url, String method, Map<String, String> headers, Optional<String> body) {
    public Request {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * An answer.
   *
   * @param url who answered, after redirects
   * @param status of HTTP
   * @param headers by name, whose case does not matter
   * @param body as text
   */
  record Response(String url, int status, Map<String, String> headers, String body) {
    public Response {
      Map<String, String> lowerCase = new TreeMap<>();
      headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
      headers = Map.copyOf(lowerCase);
    }
  }

  /**
   * @throws IllegalArgumentException where that is not allowed
   * @throws java.io.UncheckedIOException where it fails
   */
  Response fetch(Request request);

  /** Allows nothing. */
  static Fetcher none() {
    return request -> {
      throw new IllegalArgumentException("fetch is not allowed here");
    };
  }
}
