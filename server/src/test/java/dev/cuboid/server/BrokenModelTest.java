package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.security.Hs256;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BrokenModelTest {

  private static final String SECRET = "a secret of at least thirty-two bytes";
  private static final String META = "/cubejs-api/v1/meta";
  private static final String COUNT = "{\"measures\":[\"orders.count\"]}";
  private static final String BROKEN_JAVASCRIPT =
      """
      cube('Extras', {
        sql: `SELECT 1`,
        measures: {
          count: { type: 'count' ,
        }
      """;
  private static final String BROKEN_YAML =
      """
      cubes:
        - name: extras
          sql_table: extras
          measures:
            - name: count
              type: nonsense
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"extras.js", "extras.yml"})
  void aBrokenFileIsReportedToDevelopersAndTheLastGoodModelServesOthers(String name)
      throws IOException {
    TestProject project = TestProject.shop(folder).with("CUBEJS_API_SECRET", SECRET);
    try (TestServer server = project.start()) {
      assertThat(server.load(COUNT).statusCode()).isEqualTo(200);

      project.file("model/" + name, name.endsWith(".js") ? BROKEN_JAVASCRIPT : BROKEN_YAML);

      String user =
          Hs256.sign(
              Map.of("company_id", 1, "exp", Instant.now().plusSeconds(60).getEpochSecond()),
              SECRET.getBytes(StandardCharsets.UTF_8));
      String playground =
          json(server.post("/playground/token", "{\"payload\":{\"company_id\":1}}"))
              .path("token")
              .asString();

      assertThat(server.load(COUNT, "Authorization", user).statusCode()).isEqualTo(200);
      for (HttpResponse<String> ofDeveloper :
          List.of(
              server.load(COUNT),
              server.load(COUNT, "Authorization", playground),
              server.get(META))) {
        assertThat(ofDeveloper.statusCode()).isEqualTo(500);
        assertThat(json(ofDeveloper).path("error").asString())
            .startsWith("Error: Compile errors:\n" + name + " Errors:\n");
      }
      JsonNode errors = json(server.get("/playground/context")).at("/cuboid/model/errors");
      assertThat(errors).hasSize(1);
      assertThat(errors.at("/0/file").asString()).isEqualTo(name);
      assertThat(errors.at("/0/line").asInt()).isPositive();
      assertThat(errors.at("/0/message").asString()).isNotEmpty();

      project.file("model/" + name, "");

      assertThat(server.load(COUNT).statusCode()).isEqualTo(200);
      assertThat(json(server.get("/playground/context")).at("/cuboid/model/errors")).isEmpty();
    }
  }

  @Test
  void aMendedFileIsServedAtTheNextRequest() throws IOException {
    TestProject project =
        TestProject.shop(folder).file("model/extras.yml", BROKEN_YAML + "    sq: SELECT 1\n");
    try (TestServer server = project.start()) {
      HttpResponse<String> broken = server.load(COUNT);
      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(json(broken).path("error").asString())
          .startsWith("Error: Compile errors:\nextras.yml Errors:\nextras cube: 'nonsense' is not")
          .contains("(extras.yml:6:")
          .contains("\nPossible reasons (one of):\n\t* \"sq\" is not allowed in extras")
          .contains("(extras.yml:7:");
      assertThat(server.get("/cubejs-api/v1/meta").statusCode()).isEqualTo(500);

      project.file("model/extras.yml", BROKEN_YAML.replace("nonsense", "count"));

      assertThat(server.load(COUNT).statusCode()).isEqualTo(200);
      assertThat(server.get("/cubejs-api/v1/meta").body()).contains("extras.count");
    }
  }
}
