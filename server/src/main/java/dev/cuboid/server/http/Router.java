package dev.cuboid.server.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the handler of a request as Express does: paths are compared without regard to case or a
 * last slash, and what is not found is answered with Express's page.
 */
public final class Router implements HttpHandler {

  /** Stands for one name at the end of a path. */
  private static final String ANY_NAME = "*";

  private final Map<String, HttpHandler> routes;
  private final HttpHandler otherwise;

  private Router(Map<String, HttpHandler> routes, HttpHandler otherwise) {
    this.routes = Map.copyOf(routes);
    this.otherwise = otherwise;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Response handle(Request request) {
    boolean isHead = request.method().equals("HEAD");
    String method = isHead ? "GET" : request.method();
    String path = normalized(request.path());
    HttpHandler handler = routes.get(method + " " + path);
    if (handler == null) {
      handler = routes.get(method + " " + path.substring(0, path.lastIndexOf('/') + 1) + ANY_NAME);
    }
    return (handler == null ? otherwise : handler).handle(request);
  }

  private static String normalized(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.length() > 1 && lower.endsWith("/")
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }

  /** Express's answer for a path that it does not know. */
  public static Response notFound(Request request) {
    String what = escaped(request.method() + " " + request.path());
    return Response.html(
            404,
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Error</title>
            </head>
            <body>
            <pre>Cannot %s</pre>
            </body>
            </html>
            """
                .formatted(what))
        .withHeader("X-Content-Type-Options", "nosniff")
        .withHeader("Content-Security-Policy", "default-src 'none'");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Collects routes. */
  public static final class Builder {

    private final Map<String, HttpHandler> routes = new LinkedHashMap<>();
    private Optional<HttpHandler> otherwise = Optional.empty();

    private Builder() {}

    public Builder get(String path, HttpHandler handler) {
      routes.put("GET " + normalized(path), handler);
      return this;
    }

    public Builder post(String path, HttpHandler handler) {
      routes.put("POST " + normalized(path), handler);
      return this;
    }

    /** Answers for every name below a path. */
    public Builder deleteBelow(String path, HttpHandler handler) {
      routes.put("DELETE " + normalized(path) + "/" + ANY_NAME, handler);
      return this;
    }

    /** Answers what no route answers. */
    public Builder otherwise(HttpHandler handler) {
      otherwise = Optional.of(handler);
      return this;
    }

    public Router build() {
      return new Router(routes, otherwise.orElse(Router::notFound));
    }
  }
}
