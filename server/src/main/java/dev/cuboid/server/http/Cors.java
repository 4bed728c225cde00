package dev.cuboid.server.http;

import java.util.Map;

/**
 * Cross-origin requests as Cube answers them by default: every origin may ask, with a token in a
 * header; cookies are not used.
 */
public final class Cors implements HttpHandler {

  private static final String METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE";
  private static final String HEADERS = "authorization,content-type,x-request-id";

  private final HttpHandler next;

  public Cors(HttpHandler next) {
    this.next = next;
  }

  @Override
  public Response handle(Request request) {
    if (request.method().equals("OPTIONS")) {
      return Response.empty(204)
          .withHeaders(
              Map.of(
                  "Access-Control-Allow-Origin", "*",
                  "Access-Control-Allow-Methods", METHODS,
                  "Access-Control-Allow-Headers", HEADERS));
    }
    return next.handle(request).withHeader("Access-Control-Allow-Origin", "*");
  }
}
