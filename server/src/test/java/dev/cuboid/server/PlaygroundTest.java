package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PlaygroundTest {

  private static final String CONTEXT = "/playground/context";

  @TempDir private static Path folder;
  private static TestIssuer issuer;
  private static TestServer development;
  private static TestServer production;

  @BeforeAll
  static void start() throws IOException {
    issuer = TestIssuer.start();
    development =
        issuer
            .trustedBy(TestProject.shop(Files.createDirectory(folder.resolve("development"))))
            .start();
    production =
        issuer
            .trustedBy(TestProject.shop(Files.createDirectory(folder.resolve("production"))))
            .with("NODE_ENV", "production")
            .start();
  }

  @AfterAll
  static void stop() {
    development.close();
    production.close();
    issuer.close();
  }

  @Test
  void theContextSaysWhichTokensAreTaken() {
    JsonNode authentication = json(development.get(CONTEXT)).at("/cuboid/authentication");

    assertThat(authentication.path("required").asBoolean()).isFalse();
    assertThat(authentication.path("issuer").asString()).isEqualTo(TestIssuer.ISSUER);
    assertThat(authentication.path("audience").asString()).isEqualTo(TestIssuer.CLIENT);
    assertThat(authentication.path("claimsNamespace").asString()).isEqualTo(TestIssuer.NAMESPACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void aBrowserThatHasThePageIsToldSo(String encoding) {
    String tag =
        development
            .bytes("/", "Accept-Encoding", encoding)
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    HttpResponse<byte[]> again =
        development.bytes("/", "Accept-Encoding", encoding, "If-None-Match", tag);
    HttpResponse<byte[]> changed =
        development.bytes("/", "Accept-Encoding", encoding, "If-None-Match", "\"another\"");

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).isNotEmpty();
  }

  @Test
  void theModelsFilesAreShown() {
    JsonNode files = json(development.get("/playground/files")).path("files");

    assertThat(files).hasSize(1);
    assertThat(files.at("/0/fileName").asString()).isEqualTo("shop.yml");
    assertThat(files.at("/0/content").asString()).isEqualTo(TestProject.MODEL);
  }

  @Test
  void aTypedContextIsSignedAndTakenByThisServerOnly() {
    String query = "{\"measures\":[\"orders.count\"]}";
    String token =
        json(development.post("/playground/token", "{\"payload\":{\"company_id\":1}}"))
            .path("token")
            .asString();

    assertThat(
            json(development.load(query, "Authorization", token))
                .at("/data/0/orders.count")
                .asString())
        .isEqualTo("100");
    assertThat(production.load(query, "Authorization", token).statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenIsExplainedCheckByCheck() {
    JsonNode good = explained(issuer.tokenOf(1));
    JsonNode forged = explained(TestIssuer.forged(TestIssuer.claims(Map.of("company_id", 1))));

    assertThat(good.path("accepted").asBoolean()).isTrue();
    assertThat(good.at("/securityContext/company_id").asInt()).isEqualTo(1);
    assertThat(good.path("checks"))
        .allMatch(one -> !one.path("outcome").asString().equals("failed"));
    assertThat(forged.path("accepted").asBoolean()).isFalse();
    assertThat(forged.path("checks"))
        .anyMatch(one -> one.path("outcome").asString().equals("failed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"attacker.example", "attacker.example:4000", "localhost.attacker.example"})
  void aForeignNameForThisMachineIsNotAnswered(String host) {
    assertThat(development.statusLineForHost(CONTEXT, host)).startsWith("HTTP/1.1 404");
    assertThat(development.statusLineForHost("/playground/files", host)).startsWith("HTTP/1.1 404");
    assertThat(development.statusLineForHost(CONTEXT, "localhost")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://attacker.example", "null", "http://localhost.attacker.example"})
  void aForeignPageIsNotAnswered(String origin) {
    assertThat(development.get(CONTEXT, "Origin", origin).statusCode()).isEqualTo(404);
    assertThat(
            development
                .post("/playground/token", "{\"payload\":{}}", "Origin", origin)
                .statusCode())
        .isEqualTo(404);
    assertThat(development.get(CONTEXT, "Origin", "http://localhost:4000").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{\"payload\":7}", "no json"})
  void aContextThatIsNoObjectIsNotSigned(String body) {
    HttpResponse<String> response = development.post("/playground/token", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo("{\"error\":\"\\\"payload\\\" must be an object\"}");
  }

  @Test
  void productionHasNoPlayground() {
    assertThat(production.get(CONTEXT).statusCode()).isEqualTo(404);
    assertThat(production.get("/playground/files").statusCode()).isEqualTo(404);
    assertThat(production.post("/playground/token", "{\"payload\":{}}").statusCode())
        .isEqualTo(404);
    assertThat(production.get("/index.html").statusCode()).isEqualTo(404);
    assertThat(production.get("/").body()).contains("running in production mode");
  }

  private static JsonNode explained(String token) {
    return json(development.post("/playground/token/explain", "{\"token\":\"" + token + "\"}"));
  }
}
