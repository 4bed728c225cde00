package dev.cuboid.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cuboid.server.CuboidServer;
import dev.cuboid.server.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A provider whose keys cannot be had: in production answered as Cube answered. In development mode
 * Cube let every token pass then; Cuboid refuses it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeySetFaultsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:37:37Z");

  @TempDir Path folder;
  private Tokens tokens;
  private HttpServer faulty;

  @BeforeAll
  void start() throws Exception {
    tokens = Tokens.create();
    faulty = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    faulty.createContext("/html", exchange -> answer(exchange, 200, "<html>sign in</html>"));
    faulty.createContext("/none", exchange -> answer(exchange, 404, "not found"));
    faulty.createContext("/500", exchange -> answer(exchange, 500, "broken"));
    faulty.createContext(
        "/nokid",
        exchange -> answer(exchange, 200, tokens.keySet().replace("\"kid\"", "\"other\"")));
    faulty.createContext("/bad", exchange -> answer(exchange, 200, "{\"nothing\": []}"));
    faulty.createContext("/nocache", exchange -> answer(exchange, 200, tokens.keySet()));
    faulty.start();
  }

  @AfterAll
  void stop() {
    faulty.stop(0);
    tokens.close();
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource({
    "/html, production, 403",
    "/none, production, 403",
    "/500, production, 403",
    "/nokid, production, 403",
    "/bad, production, 403",
    "/nocache, production, 200",
    "http://127.0.0.1:1/jwks.json, production, 403",
    "/html, development, 403",
    "/none, development, 403",
    "http://127.0.0.1:1/jwks.json, development, 403",
    "/nocache, development, 200"
  })
  void aTokenPassesOnlyByAKeyThatIsThere(String keys, String mode, int status) throws Exception {
    Map<String, String> environment = new HashMap<>(OracleProject.javaScript().environment(tokens));
    environment.put("CUBEJS_DB_TYPE", "duckdb");
    environment.put("NODE_ENV", mode);
    environment.put("PORT", "0");
    environment.put("CUBOID_HOST", "127.0.0.1");
    environment.put("CUBEJS_JWK_URL", keys.startsWith("/") ? faultyUri() + keys : keys);
    Path project = folder.resolve(mode + keys.replaceAll("\\W", "-"));
    OracleProject.javaScript().writeTo(project);
    Clock clock = new MovableClock(NOW);
    try (CuboidServer server =
        CuboidServer.start(new ServerOptions(project, environment, Optional.empty(), clock))) {
      HttpResponse<String> first = meta(server);
      HttpResponse<String> second = meta(server);

      assertThat(first.statusCode()).isEqualTo(status);
      assertThat(second.body()).isEqualTo(first.body());
      if (status == 403) {
        assertThat(first.body()).isEqualTo("{\"error\":\"Invalid token\"}");
      }
    }
  }

  private HttpResponse<String> meta(CuboidServer server) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(server.uri().resolve("/cubejs-api/v1/meta"))
              .header("Authorization", tokens.good(NOW))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private URI faultyUri() {
    return URI.create("http://127.0.0.1:" + faulty.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
