package dev.cuboid.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole answer.
 *
 * @param status of HTTP
 * @param headers beside the content's length
 * @param body what it says
 */
public record Response(int status, Map<String, String> headers, Body body) {

  private static final String JSON = "application/json; charset=utf-8";

  public Response {
    headers = Map.copyOf(headers);
  }

  public static Response json(int status, byte[] json) {
    return json(status, Body.of(json));
  }

  /** JSON that is made while it is sent. */
  public static Response json(int status, Body json) {
    return new Response(status, Map.of("Content-Type", JSON), json);
  }

  public static Response html(int status, String html) {
    return new Response(
        status,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        Body.of(html.getBytes(StandardCharsets.UTF_8)));
  }

  public static Response empty(int status) {
    return new Response(status, Map.of(), Body.empty());
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
}
