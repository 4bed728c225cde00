package dev.cuboid.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cuboid.model.Fetcher.Request;
import dev.cuboid.model.Fetcher.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {

  private HttpServer allowed;
  private HttpServer forbidden;
  private AllowedHosts hosts;

  @BeforeEach
  void start() throws IOException {
    allowed = server();
    forbidden = server();
    hosts = AllowedHosts.of(List.of("localhost:" + port(allowed), "api.example.com"));
  }

  @AfterEach
  void stop() {
    allowed.stop(0);
    forbidden.stop(0);
  }

  @Test
  void whatIsAllowedIsFetched() {
    Response response =
        hosts.fetch(
            new Request(
                url(allowed, "/echo"), "POST", Map.of("Authorization", "key"), Optional.of("hi")));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("POST /echo key hi");
    assertThat(response.headers()).containsEntry("content-type", "text/plain");
  }

  @Test
  void aRedirectToAnAllowedHostIsFollowed() {
    Response response =
        hosts.fetch(
            new Request(
                url(allowed, "/to?/echo"),
                "POST",
                Map.of("Authorization", "key"),
                Optional.of("hi")));

    assertThat(response.url()).isEqualTo(url(allowed, "/echo"));
    assertThat(response.body()).isEqualTo("GET /echo key ");
  }

  @Test
  void aRedirectToAnotherHostIsRefused() {
    String target = url(forbidden, "/echo");

    assertThatThrownBy(() -> hosts.fetch(get(url(allowed, "/to?" + target))))
        .hasMessage(
            "fetch from localhost:%d is not allowed: CUBOID_FETCH_HOSTS names the hosts that are"
                .formatted(port(forbidden)));
  }

  @Test
  void redirectsInACircleEnd() {
    assertThatThrownBy(() -> hosts.fetch(get(url(allowed, "/circle"))))
        .hasMessage("fetch of " + url(allowed, "/circle") + " is redirected too often");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1/       | fetch from 127.0.0.1 is not allowed: CUBOID_FETCH_HOSTS names the hosts that are",
        "http://localhost/       | fetch from localhost is not allowed: CUBOID_FETCH_HOSTS names the hosts that are",
        "http://api.example.com:81/ | fetch from api.example.com:81 is not allowed: CUBOID_FETCH_HOSTS names the hosts that are",
        "http://api.example.com@evil.org/ | fetch from evil.org is not allowed: CUBOID_FETCH_HOSTS names the hosts that are",
        "http://api.example.com.evil.org/ | fetch from api.example.com.evil.org is not allowed: CUBOID_FETCH_HOSTS names the hosts that are",
        "file:///etc/passwd      | fetch expects a URL of http or https, was file:///etc/passwd",
        "not a url               | fetch expects a URL, was not a url",
        "/path                   | fetch expects a URL of http or https, was /path",
      })
  void everythingElseIsRefused(String url, String message) {
    assertThatThrownBy(() -> hosts.fetch(get(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Request get(String url) {
    return new Request(url, "GET", Map.of(), Optional.empty());
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/echo", AllowedHostsTest::echo);
    server.createContext(
        "/to", exchange -> redirect(exchange, exchange.getRequestURI().getQuery()));
    server.createContext("/circle", exchange -> redirect(exchange, "/circle"));
    server.start();
    return server;
  }

  private static void echo(HttpExchange exchange) throws IOException {
    String text =
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, 0);
    try (exchange) {
      exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }

  private static String url(HttpServer server, String path) {
    return "http://localhost:" + port(server) + path;
  }
}
