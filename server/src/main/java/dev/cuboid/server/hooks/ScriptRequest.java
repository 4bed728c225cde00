package dev.cuboid.server.hooks;

import dev.cuboid.script.HostFunction;
import dev.cuboid.server.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as hooks see it: the part of Express's {@code req} that does not depend on Node.
 *
 * @see <a href="https://expressjs.com/en/4x/api.html#req">Express, request</a>
 */
final class ScriptRequest {

  private ScriptRequest() {}

  static Map<String, @Nullable Object> of(
      Request request, Optional<Map<String, @Nullable Object>> securityContext) {
    String url = url(request);
    HostFunction header =
        arguments ->
            arguments.isEmpty()
                ? null
                : request.header(String.valueOf(arguments.getFirst())).orElse(null);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("method", request.method());
    map.put("path", request.path());
    map.put("url", url);
    map.put("originalUrl", url);
    map.put("headers", request.headers());
    map.put("query", parameters(request));
    map.put("ip", request.peer().getHostAddress());
    map.put("get", header);
    map.put("header", header);
    securityContext.ifPresent(values -> map.put("securityContext", values));
    return map;
  }

  /** A name with one value is a text, with several a list, as Express has them. */
  private static Map<String, @Nullable Object> parameters(Request request) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    request
        .parameters()
        .forEach(
            (name, values) -> parameters.put(name, values.size() == 1 ? values.get(0) : values));
    return parameters;
  }

  private static String url(Request request) {
    List<String> pairs = new ArrayList<>();
    request
        .parameters()
        .forEach(
            (name, values) ->
                values.forEach(value -> pairs.add(encoded(name) + "=" + encoded(value))));
    return pairs.isEmpty() ? request.path() : request.path() + "?" + String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
