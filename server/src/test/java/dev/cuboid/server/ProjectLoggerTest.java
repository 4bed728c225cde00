package dev.cuboid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the {@code logger} of a {@code cube.js} is told. */
class ProjectLoggerTest {

  private static final String COUNT = "{\"measures\":[\"orders.count\"]}";

  /** Tells on demand what it was told. */
  private static final String CUBE_JS =
      """
      const events = [];
      module.exports = {
        logger: (message, parameters) => {
          if (parameters.requestId === 'break') throw new Error('broken logger');
          if (parameters.requestId === 'tell') return;
          events.push({ message, ...parameters, duration: typeof parameters.duration });
        },
        checkAuth: (req, auth) => {
          if (auth === 'nobody') return;
          req.securityContext = { company_id: 1 };
        },
        queryRewrite: (query, { requestId }) => {
          if (requestId === 'tell') throw new Error(JSON.stringify(events));
          return query;
        },
      };
      """;

  @TempDir private Path folder;

  @Test
  void itIsToldOfEachRequestAfterItsAnswer() throws Exception {
    TestProject project =
        TestProject.shop(folder).with("NODE_ENV", "production").file("cube.js", CUBE_JS);
    try (TestServer server = project.with("CUBEJS_API_SECRET", "a".repeat(32)).start()) {
      load(server, COUNT, "somebody", "first");
      load(server, COUNT, "nobody", "second");
      load(server, COUNT, "somebody", "break");
      load(server, "{\"measures\":[\"orders.gone\"]}", "somebody", "third");
      await().until(() -> told(server).size() == 5);

      assertThat(told(server))
          .isEqualTo(
              List.of(
                  event("REST API Request", "first", 200),
                  withError(event("Auth Error", "second", 403), "Invalid token"),
                  event("REST API Request", "second", 403),
                  withError(
                      event("User Error", "third", 400), "'gone' not found for path 'orders.gone'"),
                  event("REST API Request", "third", 400)));
    }
  }

  private static void load(TestServer server, String query, String token, String requestId) {
    server.load(query, "Authorization", token, "x-request-id", requestId);
  }

  /** What the logger has noted, by a hook of the same file. */
  private static List<Map<String, Object>> told(TestServer server) {
    JsonNode answer =
        TestServer.json(server.load(COUNT, "Authorization", "somebody", "x-request-id", "tell"));
    String events = answer.path("error").asString().substring("Error: ".length());
    return JsonMapper.shared().readerForListOf(Map.class).readValue(events);
  }

  private static Map<String, Object> event(String message, String requestId, int status) {
    return Map.of(
        "message",
        message,
        "requestId",
        requestId,
        "method",
        "GET",
        "path",
        "/cubejs-api/v1/load",
        "status",
        status,
        "duration",
        "number");
  }

  private static Map<String, Object> withError(Map<String, Object> event, String error) {
    Map<String, Object> more = new HashMap<>(event);
    more.put("error", error);
    return more;
  }
}
