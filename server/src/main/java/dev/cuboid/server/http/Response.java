package dev.cuboid.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole answer.
 *
 * @param status of HTTP
 * @param headers beside the content's length
 * @param body in pieces, which are sent as they are and must not be changed
 */
public record Response(int status, Map<String, String> headers, List<byte[]> body) {

  private static final String JSON = "application/json; charset=utf-8";

  public Response {
    headers = Map.copyOf(headers);
    body = List.copyOf(body);
  }

  public static Response json(int status, byte[] json) {
    return new Response(status, Map.of("Content-Type", JSON), List.of(json));
  }

  /** JSON that is already in pieces. */
  public static Response json(int status, List<byte[]> pieces) {
    return new Response(status, Map.of("Content-Type", JSON), pieces);
  }

  public static Response html(int status, String html) {
    return new Response(
        status,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        List.of(html.getBytes(StandardCharsets.UTF_8)));
  }

  public static Response empty(int status) {
    return new Response(status, Map.of(), List.of());
  }

  public Response withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  public Response withHeaders(Map<String, String> added) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.putAll(added);
    return new Response(status, more, body);
  }

  long length() {
    long length = 0;
    for (byte[] piece : body) {
      length += piece.length;
    }
    return length;
  }
}
