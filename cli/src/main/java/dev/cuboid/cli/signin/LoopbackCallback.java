package dev.cuboid.cli.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits on this machine for the provider's answer, which the browser brings. Requests with another
 * state than the one that was sent are not taken: another page of the browser could send them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, 7.3</a>
 */
final class LoopbackCallback implements AutoCloseable {

  private static final String PATH = "/callback";

  private final HttpServer server;
  private final String state;
  private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();

  private LoopbackCallback(HttpServer server, String state) {
    this.server = server;
    this.state = state;
  }

  /**
   * @param port 0 for any free one
   * @throws IOException when the port cannot be had
   */
  static LoopbackCallback open(int port, String state) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    LoopbackCallback callback = new LoopbackCallback(server, state);
    server.createContext("/", callback::handle);
    server.start();
    return callback;
  }

  /** Cognito takes the name localhost only, not the address. */
  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + PATH);
  }

  /** The parameters of the provider's answer. */
  Map<String, String> await(Duration limit) throws InterruptedException {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SignInException("nobody signed in within " + limit.toMinutes() + " minutes");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the answer never fails", e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> parameters = Form.decode(exchange.getRequestURI().getRawQuery());
      boolean ours =
          exchange.getRequestURI().getPath().equals(PATH) && state.equals(parameters.get("state"));
      if (!ours) {
        answer(exchange, 404, "This is not the answer to a sign-in of this terminal.");
        return;
      }
      boolean signedIn = parameters.containsKey("code");
      answer(
          exchange,
          200,
          signedIn
              ? "You are signed in. Go back to the terminal; this page can be closed."
              : "The sign-in failed. The terminal says why; this page can be closed.");
      answer.complete(parameters);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
