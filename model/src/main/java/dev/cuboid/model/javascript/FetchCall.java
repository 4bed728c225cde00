package dev.cuboid.model.javascript;

import dev.cuboid.model.Fetcher;
import dev.cuboid.script.HostFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The half of {@code fetch} that is not JavaScript. */
final class FetchCall {

  private FetchCall() {}

  /** A function of URL, method, headers and body. */
  static HostFunction of(Fetcher fetcher) {
    return (List<@Nullable Object> arguments) -> answer(fetcher.fetch(request(arguments)));
  }

  private static Fetcher.Request request(List<@Nullable Object> arguments) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (arguments.get(2) instanceof Map<?, ?> given) {
      given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    }
    return new Fetcher.Request(
        String.valueOf(arguments.get(0)),
        String.valueOf(arguments.get(1)),
        headers,
        Optional.ofNullable(arguments.get(3)).map(String::valueOf));
  }

  private static Map<String, Object> answer(Fetcher.Response response) {
    return Map.of(
        "url", response.url(),
        "status", response.status(),
        "headers", response.headers(),
        "body", response.body());
  }
}
