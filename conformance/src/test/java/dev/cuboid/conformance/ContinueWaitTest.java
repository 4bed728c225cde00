package dev.cuboid.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Queries of 14 seconds, by one client and by three at once: as with Cube, each is told once to
 * wait, asks again, and gets the rows; who comes later gets them at once.
 */
class ContinueWaitTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:37:37Z");
  private static final JsonNode WAIT = json("{\"error\": \"Continue wait\"}");
  private static final JsonNode ROWS = json("[{\"SSlow2.count\": \"1\"}]");

  @TempDir Path folder;

  @Test
  void aSlowQueryIsAskedForAgainUntilItIsThere() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Tokens tokens = Tokens.create();
        OracleServer server =
            OracleServer.start(
                OracleProject.javaScript().onPostgres(postgres.getPort()),
                tokens,
                folder,
                new MovableClock(NOW));
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpRequest one = load(server, tokens, 1);
      HttpRequest shared = load(server, tokens, 2);
      List<Future<List<JsonNode>>> asking = new ArrayList<>();
      asking.add(clients.submit(() -> answers(client, one)));
      IntStream.range(0, 3)
          .forEach(each -> asking.add(clients.submit(() -> answers(client, shared))));

      for (Future<List<JsonNode>> answers : asking) {
        assertThat(answers.get()).isEqualTo(List.of(WAIT, ROWS));
      }
      assertThat(answers(client, one)).isEqualTo(Collections.singletonList(ROWS));
    }
  }

  private static HttpRequest load(OracleServer server, Tokens tokens, int limit) {
    String query =
        URLEncoder.encode(
            "{\"measures\":[\"SSlow2.count\"],\"limit\":" + limit + "}", StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create(server.uri() + "/cubejs-api/v1/load?query=" + query))
        .header("Authorization", tokens.good(NOW))
        .build();
  }

  /** What a client is told until it has its rows, and the rows. */
  private static List<JsonNode> answers(HttpClient client, HttpRequest request) throws Exception {
    List<JsonNode> answers = new ArrayList<>();
    while (true) {
      JsonNode answer = json(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
      if (!answer.equals(WAIT)) {
        answers.add(answer.path("data"));
        return answers;
      }
      answers.add(answer);
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
