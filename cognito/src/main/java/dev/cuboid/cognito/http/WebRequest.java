package dev.cuboid.cognito.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A whole HTTP request.
 *
 * @param method the method, in upper case
 * @param path the decoded path, starting with a slash
 * @param query the parameters of the query string
 * @param headers header values by lower-case name; repeated headers are joined with a comma
 * @param body the body as UTF-8 text
 */
public record WebRequest(
    String method, String path, Parameters query, Map<String, String> headers, String body) {

  public WebRequest {
    headers = Map.copyOf(headers);
  }

  /** The value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The value of a cookie. */
  public Optional<String> cookie(String name) {
    String prefix = name + "=";
    for (String pair : header("cookie").orElse("").split(";", -1)) {
      String trimmed = pair.strip();
      if (trimmed.startsWith(prefix)) {
        String value = trimmed.substring(prefix.length());
        // RFC 6265 allows a value in quotation marks, and some clients send them.
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return Optional.of(quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return Optional.empty();
  }

  /** The body as a form; nothing when it has another content type. */
  public Parameters form() {
    boolean form =
        header("content-type")
            .map(type -> type.toLowerCase(Locale.ROOT))
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent();
    return form ? Parameters.parse(body) : Parameters.none();
  }
}
