package dev.cuboid.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.security.Hs256;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two processes with one project and one PostgreSQL, as behind a load balancer that knows no
 * sessions.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TwoProcessesTest {

  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";

  /** A query of it stands still while somebody has the lock. */
  private static final String MODEL =
      """
      cubes:
        - name: slow
          sql: >
            SELECT id, id % 3 AS remainder
            FROM generate_series(1, 1000) AS numbers(id), pg_advisory_xact_lock_shared(7) AS held
          measures:
            - { name: count, type: count }
            - { name: total, type: sum, sql: id }
          dimensions:
            - { name: remainder, sql: remainder, type: number }
      """;

  private static final String CUBE_JS =
      "module.exports = { orchestratorOptions: { continueWaitTimeout: 0.2 } };\n";

  private static final String QUERY =
      """
      {"measures": ["slow.count", "slow.total"], "dimensions": ["slow.remainder"],
       "order": {"slow.remainder": "asc"}}
      """;

  private static final JsonNode WAIT = json("{\"error\": \"Continue wait\"}");

  private static final JsonNode ROWS =
      json(
          """
          [{"slow.remainder": 0, "slow.count": "333", "slow.total": "166833"},
           {"slow.remainder": 1, "slow.count": "334", "slow.total": "167167"},
           {"slow.remainder": 2, "slow.count": "333", "slow.total": "166500"}]
          """);

  @TempDir private Path project;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void eitherAnswersTheNextTryOfAClientThatWasToldToWait() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      describe(postgres.getPort());
      try (CuboidProcess one = CuboidProcess.start(project);
          CuboidProcess two = CuboidProcess.start(project)) {
        List<URI> turns = List.of(one.uri(), two.uri());
        int tries = 0;
        try (Connection holder = postgres.getPostgresDatabase().getConnection()) {
          holder.createStatement().execute("SELECT pg_advisory_lock(7)");
          while (tries < 4 || waiting(holder) < 2) {
            assertThat(load(turns.get(tries++ % 2))).isEqualTo(WAIT);
          }
        }

        JsonNode answer = WAIT;
        while (answer.equals(WAIT)) {
          answer = load(turns.get(tries++ % 2));
        }
        JsonNode ofTheOther = WAIT;
        while (ofTheOther.equals(WAIT)) {
          ofTheOther = load(turns.get(tries % 2));
        }

        assertThat(answer.path("data")).isEqualTo(ROWS);
        assertThat(withoutTime(ofTheOther)).isEqualTo(withoutTime(answer));
        for (URI process : turns) {
          assertThat(get(process.resolve("/metrics")).lines())
              .contains("cuboid_queries_total{data_source=\"default\",outcome=\"succeeded\"} 1");
        }
      }
    }
  }

  private void describe(int port) throws IOException {
    Files.writeString(Files.createDirectories(project.resolve("model")).resolve("slow.yml"), MODEL);
    Files.writeString(project.resolve("cube.js"), CUBE_JS);
    Files.writeString(
        project.resolve(".env"),
        """
        NODE_ENV=production
        CUBEJS_API_SECRET=%s
        CUBEJS_DB_TYPE=postgres
        CUBEJS_DB_HOST=localhost
        CUBEJS_DB_PORT=%d
        CUBEJS_DB_NAME=postgres
        CUBEJS_DB_USER=postgres
        """
            .formatted(SECRET, port));
  }

  /** How many queries stand still. */
  private static int waiting(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private JsonNode load(URI process) throws IOException, InterruptedException {
    String query = URLEncoder.encode(QUERY, StandardCharsets.UTF_8);
    return json(get(process.resolve("/cubejs-api/v1/load?query=" + query)));
  }

  private String get(URI uri) throws IOException, InterruptedException {
    String token =
        Hs256.sign(Map.of("exp", 4_102_444_800L), SECRET.getBytes(StandardCharsets.UTF_8));
    HttpRequest request = HttpRequest.newBuilder(uri).header("Authorization", token).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /** Each has asked the database for itself. */
  private static JsonNode withoutTime(JsonNode answer) {
    return ((ObjectNode) answer).without("lastRefreshTime");
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
