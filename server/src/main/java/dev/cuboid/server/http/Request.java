package dev.cuboid.server.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A whole request.
 *
 * @param method in upper case
 * @param path decoded, without the query string
 * @param queryString as it was sent; empty where there is none
 * @param parameters of the query string, decoded; a name may have several values
 * @param headers by name in lower case; several of one name are joined with commas
 * @param body as text, empty where there is none
 * @param peer the address of the other side
 */
public record Request(
    String method,
    String path,
    String queryString,
    Map<String, List<String>> parameters,
    Map<String, String> headers,
    String body,
    InetAddress peer) {

  public Request {
    parameters = Map.copyOf(parameters);
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The first value of a parameter. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).map(List::getFirst);
  }
}
