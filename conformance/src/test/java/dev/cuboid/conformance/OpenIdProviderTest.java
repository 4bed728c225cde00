package dev.cuboid.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.conformance.OpenIdProvider.Kind;
import dev.cuboid.server.CuboidServer;
import dev.cuboid.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens of npm's {@code oidc-provider}, signed with every algorithm, at a production server
 * that was told the issuer and the audiences only. The provider's user is of company 2.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdProviderTest {

  private static final String AUDIENCES =
      "https://api.example/,app-RS256,app-RS384,app-RS512,app-PS256,app-PS384,app-PS512,"
          + "app-ES256,app-ES384,app-ES512,app-EdDSA";

  private static final String MODEL =
      """
      cubes:
        - name: orders
          sql: >
            SELECT * FROM (VALUES (1, 1), (2, 2), (3, 2), (4, 3)) AS orders(id, company_id)
            WHERE {SECURITY_CONTEXT.company_id.filter('company_id')}
          measures:
            - name: count
              type: count
      """;

  /** Of the company, not of all. */
  private static final JsonNode ROWS = json("[{\"orders.count\": \"2\"}]");

  @TempDir static Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private OpenIdProvider provider;
  private Map<String, Map<Kind, String>> tokens;

  @BeforeAll
  void startProvider() throws Exception {
    try {
      NodeClient.install();
    } catch (IOException e) {
      String skipped = "SKIPPED: oidc-provider cannot be installed: " + e.getMessage();
      System.err.println(skipped);
      Assumptions.abort(skipped);
    }
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("orders.yml"), MODEL);
    provider = OpenIdProvider.start(folder.resolve("provider.log"));
  }

  @BeforeEach
  void newTokens() throws IOException {
    tokens = provider.tokens();
  }

  @AfterAll
  void stopProvider() {
    client.close();
    if (provider != null) {
      provider.close();
    }
  }

  @Test
  void everyAlgorithmOpensTheRowsOfTheUsersCompany() throws Exception {
    assertThat(tokens.keySet())
        .containsExactly(
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
            "EdDSA");
    try (CuboidServer server = server(Map.of())) {
      for (Map.Entry<String, Map<Kind, String>> both : tokens.entrySet()) {
        for (Map.Entry<Kind, String> token : both.getValue().entrySet()) {
          HttpResponse<String> response = load(server, token.getValue());

          assertThat(response.statusCode())
              .as("%s %s", both.getKey(), token.getKey())
              .isEqualTo(200);
          assertThat(json(response.body()).path("data")).isEqualTo(ROWS);
        }
      }
    }
  }

  @Test
  void anotherSignatureOpensNothing() throws Exception {
    try (CuboidServer server = server(Map.of())) {
      for (Map.Entry<String, Map<Kind, String>> both : tokens.entrySet()) {
        assertRefused(load(server, withAnotherSignature(both.getValue().get(Kind.ID))));
        assertRefused(load(server, withAnotherSignature(both.getValue().get(Kind.ACCESS))));
      }
    }
  }

  @Test
  void tokensForOthersOpenNothing() throws Exception {
    try (CuboidServer server = server(Map.of("CUBOID_OIDC_AUDIENCE", "https://other.example/"))) {
      for (Map<Kind, String> both : tokens.values()) {
        assertRefused(load(server, both.get(Kind.ID)));
        assertRefused(load(server, both.get(Kind.ACCESS)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"RS256", "PS384", "ES512", "EdDSA"})
  void anAlgorithmThatIsNotAllowedOpensNothing(String allowed) throws Exception {
    String providers =
        """
        [{"issuer": "%s", "audience": ["%s"], "algorithms": ["%s"]}]
        """
            .formatted(provider.issuer(), AUDIENCES.replace(",", "\", \""), allowed);
    try (CuboidServer server = server(Map.of("CUBOID_JWT_PROVIDERS", providers))) {
      for (Map.Entry<String, Map<Kind, String>> both : tokens.entrySet()) {
        HttpResponse<String> response = load(server, both.getValue().get(Kind.ID));

        if (both.getKey().equals(allowed)) {
          assertThat(json(response.body()).path("data")).isEqualTo(ROWS);
        } else {
          assertRefused(response);
        }
      }
    }
  }

  @Test
  void newKeysOpenAtOnceAndTheRemovedOnesNoMore() throws Exception {
    try (CuboidServer server = server(Map.of())) {
      assertThat(load(server, tokens.get("ES256").get(Kind.ID)).statusCode()).isEqualTo(200);
      provider.rotate();
      for (Map<Kind, String> both : provider.tokens().values()) {
        HttpResponse<String> response = load(server, both.get(Kind.ID));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response.body()).path("data")).isEqualTo(ROWS);
      }
      for (Map<Kind, String> both : tokens.values()) {
        assertRefused(load(server, both.get(Kind.ID)));
      }
    }
  }

  private CuboidServer server(Map<String, String> changes) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("NODE_ENV", "production");
    environment.put("PORT", "0");
    environment.put("CUBEJS_DB_TYPE", "duckdb");
    if (!changes.containsKey("CUBOID_JWT_PROVIDERS")) {
      environment.put("CUBOID_OIDC_ISSUER", provider.issuer());
      environment.put("CUBOID_OIDC_AUDIENCE", AUDIENCES);
    }
    environment.putAll(changes);
    return CuboidServer.start(
        new ServerOptions(folder, environment, Optional.empty(), Clock.systemUTC()));
  }

  private HttpResponse<String> load(CuboidServer server, String token) throws Exception {
    String query = URLEncoder.encode("{\"measures\":[\"orders.count\"]}", StandardCharsets.UTF_8);
    URI address = server.uri().resolve("/cubejs-api/v1/load?query=" + query);
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void assertRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).isEqualTo("{\"error\":\"Invalid token\"}");
  }

  private static String withAnotherSignature(String token) {
    int end = token.lastIndexOf('.') + 1;
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(end));
    signature[signature.length / 2] ^= 1;
    return token.substring(0, end)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
