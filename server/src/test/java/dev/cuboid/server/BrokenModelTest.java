package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BrokenModelTest {

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
  void aBrokenFileIsReportedAndTheLastGoodModelServes(String name) throws IOException {
    TestProject project = TestProject.shop(folder);
    try (TestServer server = project.start()) {
      assertThat(server.load(COUNT).statusCode()).isEqualTo(200);

      project.file("model/" + name, name.endsWith(".js") ? BROKEN_JAVASCRIPT : BROKEN_YAML);

      assertThat(server.load(COUNT).statusCode()).isEqualTo(200);
      JsonNode errors = json(server.get("/playground/context")).at("/cuboid/model/errors");
      assertThat(errors).hasSize(1);
      assertThat(errors.at("/0/file").asString()).isEqualTo(name);
      assertThat(errors.at("/0/line").asInt()).isPositive();
      assertThat(errors.at("/0/message").asString()).isNotEmpty();

      project.file("model/" + name, "");

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
