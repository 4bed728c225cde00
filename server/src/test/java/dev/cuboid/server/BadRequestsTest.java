package dev.cuboid.server;

import static dev.cuboid.server.TestServer.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestsTest {

  private static final String GOOD = "{\"measures\":[\"orders.count\"]}";

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"measures":["orders.nothing"]} | {"type":"UserError","error":"'nothing' not found for path 'orders.nothing'"}
          {"measures":["nothing.count"]} | {"type":"UserError","error":"Cube 'nothing' not found for path 'nothing.count'"}
          {"measures":["orders.count"],"filters":[{"member":"orders.status","operator":"like","values":["a"]}]} | {"error":"Invalid query format: \\"filters[0]\\" does not match any of the allowed types"}
          {"measures":["orders.count"],"timeDimensions":[{"dimension":"orders.created_at","dateRange":"someday soon"}]} | {"error":"Can't parse date: 'someday soon'"}
          {"measures":"orders.count"} | {"error":"Invalid query format: \\"measures\\" must be an array"}
          {} | {"error":"Query should contain either measures, dimensions or timeDimensions with granularities in order to be valid"}
          {"measures":["orders.count"] | {"error":"Unable to decode query param as JSON, error: Expected ',' or '}' after property value in JSON at position 28 (line 1 column 29)"}
          """)
  void aBadQueryIsAnsweredWithWhatIsWrong(String query, String answer) {
    HttpResponse<String> response = server.load(query);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo(answer);
    assertThat(server.load(GOOD).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"query": | {"error":"SyntaxError: Unexpected end of JSON input"}
          {"query":{"measures":["orders.count",]}} | {"error":"SyntaxError: Unexpected token ']', ...\\"rs.count\\",]}}\\" is not valid JSON"}
          {} | {"error":"Query param is required"}
          """)
  void aBadBodyIsAnsweredWithWhatIsWrong(String body, String answer) {
    HttpResponse<String> response = server.post("/cubejs-api/v1/load", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo(answer);
    assertThat(response.headers().firstValue("content-type"))
        .contains("application/json; charset=utf-8");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused(@TempDir Path other) throws IOException {
    try (TestServer small =
        TestProject.shop(other).with("CUBEJS_MAX_REQUEST_SIZE", "100kb").start()) {
      HttpResponse<String> response =
          small.post("/cubejs-api/v1/load", "{\"query\":\"" + "x".repeat(200_000) + "\"}");

      assertThat(response.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void theSameMistakesAreFoundByEveryEndpoint() {
    String query = encoded("{\"measures\":[\"orders.nothing\"]}");

    for (String endpoint : new String[] {"load", "sql", "dry-run"}) {
      HttpResponse<String> response = server.get("/cubejs-api/v1/" + endpoint + "?query=" + query);
      assertThat(response.statusCode()).as(endpoint).isEqualTo(400);
      assertThat(response.body())
          .as(endpoint)
          .isEqualTo(
              "{\"type\":\"UserError\",\"error\":\"'nothing' not found for path"
                  + " 'orders.nothing'\"}");
    }
  }

  @Test
  void aPathThatIsNotThereIsAnsweredAsExpressDoes() {
    HttpResponse<String> response = server.get("/cubejs-api/v1/nothing");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("<pre>Cannot GET /cubejs-api/v1/nothing</pre>");
  }
}
