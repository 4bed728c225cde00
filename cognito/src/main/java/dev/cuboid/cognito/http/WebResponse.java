package dev.cuboid.cognito.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole HTTP response.
 *
 * @param status the status code
 * @param headers the headers in the order in which they are sent
 * @param body the body; empty for none
 */
public record WebResponse(int status, List<Header> headers, String body) {

  /** One header line. */
  public record Header(String name, String value) {}

  public WebResponse {
    headers = List.copyOf(headers);
  }

  /** A response without a body. */
  public static WebResponse empty(int status) {
    return new WebResponse(status, List.of(), "");
  }

  /** A response with a text body in UTF-8. */
  public static WebResponse of(int status, String contentType, String body) {
    return new WebResponse(status, List.of(new Header("Content-Type", contentType)), body);
  }

  /** A JSON document. */
  public static WebResponse json(int status, String body) {
    return of(status, "application/json;charset=UTF-8", body);
  }

  /** A redirect with status 302; the browser goes on with GET. */
  public static WebResponse redirect(String location) {
    return empty(302).with("Location", location);
  }

  /** This response with one more header. */
  public WebResponse with(String name, String value) {
    List<Header> extended = new ArrayList<>(headers);
    extended.add(new Header(name, value));
    return new WebResponse(status, extended, body);
  }

  /** This response, never to be kept by a browser or a proxy. */
  public WebResponse uncached() {
    return with("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
        .with("Pragma", "no-cache");
  }
}
