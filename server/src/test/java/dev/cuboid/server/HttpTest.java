package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTest {

  private static final String META = "/cubejs-api/v1/meta";

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestProject.shop(folder).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void metaIsSentOnceToAClientThatKeepsItsTag() {
    HttpResponse<String> first = server.get(META);
    String tag = first.headers().firstValue("etag").orElseThrow();

    HttpResponse<String> second = server.get(META, "If-None-Match", tag);
    HttpResponse<String> other = server.get(META, "If-None-Match", "W/\"other\"");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(json(first).at("/cubes/0/name").asString()).isEqualTo("orders");
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(other.body()).isEqualTo(first.body());
  }

  @Test
  void aRequestMayBePacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
      stream.write(
          "{\"query\": {\"measures\": [\"orders.count\"]}}".getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> answer =
        server.post("/cubejs-api/v1/load", packed.toByteArray(), "Content-Encoding", "gzip");

    assertThat(json(answer).at("/data/0/orders.count").asString()).isEqualTo("200");
  }

  @Test
  void everyOriginMayAsk() {
    HttpResponse<String> preflight =
        server.options(
            "/cubejs-api/v1/load",
            "Origin",
            "https://app.example",
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type");

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("access-control-allow-origin")).contains("*");
    assertThat(preflight.headers().firstValue("access-control-allow-methods"))
        .contains("GET,HEAD,PUT,PATCH,POST,DELETE");
    assertThat(preflight.headers().firstValue("access-control-allow-headers").orElse(""))
        .contains("authorization", "content-type");
    assertThat(
            server
                .get(META, "Origin", "https://app.example")
                .headers()
                .firstValue("access-control-allow-origin"))
        .contains("*");
  }

  @Test
  void theHealthOfTheServerCanBeAsked() {
    assertThat(server.get("/livez").body()).isEqualTo("{\"health\":\"HEALTH\"}");
    assertThat(server.get("/readyz").body()).isEqualTo("{\"health\":\"HEALTH\"}");
  }

  @Test
  void theApiCanBeMoved(@TempDir Path other) throws IOException {
    try (TestServer moved =
        TestProject.shop(other).with("CUBEJS_BASE_PATH", "/reports/api").start()) {
      assertThat(moved.get("/reports/api/v1/meta").statusCode()).isEqualTo(200);
      assertThat(moved.get(META).statusCode()).isEqualTo(404);
      assertThat(json(moved.get("/playground/context")).path("basePath").asString())
          .isEqualTo("/reports/api");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed(@TempDir Path other) {
    String port = Integer.toString(server.uri().getPort());

    assertThatThrownBy(() -> TestProject.shop(other).with("PORT", port).start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(port);
    assertThat(server.get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void theFolderOfOldProjectsIsFound(@TempDir Path other) throws IOException {
    try (TestServer old =
        TestProject.empty(other).database().file("schema/Shop.yml", TestProject.MODEL).start()) {
      assertThat(old.load("{\"measures\":[\"orders.count\"]}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPartOfTheApiCanBeClosed(@TempDir Path other) throws IOException {
    try (TestServer closed =
        TestProject.shop(other).with("CUBEJS_DEFAULT_API_SCOPES", "meta").start()) {
      assertThat(closed.get(META).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = closed.load("{\"measures\":[\"orders.count\"]}");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo("{\"error\":\"API scope is missing: data\"}");
    }
  }
}
