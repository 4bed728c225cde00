package dev.cuboid.cli.signin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an OpenID provider, over an encrypted line or on this machine. */
final class ProviderClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A provider's addresses, as its discovery document names them. */
  record Endpoints(URI authorization, URI token) {}

  /**
   * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
   *     Discovery 1.0</a>
   */
  Endpoints discover(String issuer) throws IOException, InterruptedException {
    String base = issuer.endsWith("/") ? issuer : issuer + "/";
    URI address = address(base + ".well-known/openid-configuration", "the issuer");
    JsonNode document = send(HttpRequest.newBuilder(address).GET());
    String named = document.path("issuer").asString("");
    if (!named.equals(issuer)) {
      throw new SignInException(
          "the provider calls itself \"" + named + "\", and not \"" + issuer + "\"");
    }
    return new Endpoints(
        endpoint(document, "authorization_endpoint"), endpoint(document, "token_endpoint"));
  }

  /** Posts a form, and gives the answer. */
  JsonNode post(URI address, Map<String, String> form) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(Form.encode(form))));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpRequest built = request.timeout(TIMEOUT).header("Accept", "application/json").build();
    String where = built.uri().getHost() + built.uri().getPath();
    HttpResponse<String> response;
    try {
      response = client.send(built, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException(where + " cannot be reached: " + e.getClass().getSimpleName(), e);
    }
    JsonNode body;
    try {
      body = JsonMapper.shared().readTree(response.body());
    } catch (JacksonException e) {
      throw new SignInException(where + " answers with status " + response.statusCode());
    }
    if (response.statusCode() != 200) {
      String error = body.path("error").asString("no reason");
      String description = body.path("error_description").asString("");
      throw new SignInException(
          where + " answers " + error + (description.isEmpty() ? "" : ": " + description));
    }
    return body;
  }

  private static URI endpoint(JsonNode document, String name) {
    return address(document.path(name).asString(""), "\"" + name + "\" of the provider");
  }

  private static URI address(String text, String what) {
    try {
      URI uri = URI.create(text);
      String host = uri.getHost();
      boolean local = "http".equals(uri.getScheme()) && host != null && isLoopback(host);
      if (host != null && (local || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new SignInException(what + " is no address: " + text);
    }
    throw new SignInException(
        what + " must be an address that begins with https://, or one of this machine: " + text);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  @Override
  public void close() {
    client.close();
  }
}
