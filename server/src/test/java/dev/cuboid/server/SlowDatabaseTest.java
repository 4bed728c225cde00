package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cuboid.engine.PostgresFixture.HeldLock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests see of a database whose queries stand still, and what the database sees. */
class SlowDatabaseTest {

  private static final String MODEL =
      """
      cubes:
        - name: fast
          sql: "SELECT 1 AS id"
          measures:
            - name: count
              type: count
      """;

  private static final String CUBE_JS =
      """
      module.exports = {
        checkAuth: (req, auth) => { req.securityContext = { tenant: auth }; },
        contextToOrchestratorId: ({ securityContext }) => 'tenant-' + securityContext.tenant,
      };
      """;

  private static final String FAST = "{\"measures\":[\"fast.count\"]}";

  private static SlowCube slow;
  @TempDir private Path folder;
  private TestProject project;

  @BeforeAll
  static void startDatabase() {
    slow = new SlowCube();
  }

  @AfterAll
  static void stopDatabase() {
    slow.close();
  }

  @BeforeEach
  void describeProject() {
    project = slow.project(folder).file("model/fast.yml", MODEL).file("cube.js", CUBE_JS);
  }

  @Test
  void aTenantsHundredSlowQueriesDoNotKeepAnotherFromItsFastOne() throws Exception {
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    try (TestServer server = project.start()) {
      try (HeldLock _ = slow.hold()) {
        for (int number = 1; number <= 100; number++) {
          answers.add(
              slow.ask(
                  server, number, "Authorization", "greedy", "x-request-id", "slow-" + number));
        }
        await().until(() -> metric(server, "cuboid_queue_waiting{data_source=\"default\"} 98"));

        HttpResponse<String> fast = server.load(FAST, "Authorization", "modest");

        assertThat(json(fast).at("/data/0/fast.count").asString()).isEqualTo("1");
        assertThat(slow.running()).isEqualTo(2);
      }
      for (int number = 1; number <= 100; number++) {
        assertThat(json(answers.get(number - 1).get()).at("/data/0/slow.count").asString())
            .isEqualTo("1");
      }
    }
  }

  @Test
  void aRunningQueryIsCancelledInTheDatabaseByWhoeverStartedIt() throws Exception {
    try (TestServer server = project.start();
        HeldLock _ = slow.hold()) {
      Future<HttpResponse<String>> answer =
          slow.ask(server, 1, "Authorization", "mine", "x-request-id", "my-request");
      await().until(() -> slow.running() == 1);

      HttpResponse<String> ofAnother =
          server.delete(
              "/cubejs-api/v1/running-query/my-request", "Authorization", "somebody else");
      assertThat(ofAnother.body()).isEqualTo("{\"result\":[]}");
      assertThat(slow.running()).isEqualTo(1);

      HttpResponse<String> ofMine =
          server.delete("/cubejs-api/v1/running-query/my-request", "Authorization", "mine");
      assertThat(ofMine.body()).isEqualTo("{\"result\":[\"my-request\"]}");
      await().until(() -> slow.running() == 0);
      assertThat(answer.get().statusCode()).isEqualTo(400);
      assertThat(answer.get().body()).isEqualTo("{\"error\":\"Error: Query was cancelled\"}");
    }
  }

  @Test
  void aQueryThatTakesTooLongIsCancelledInTheDatabase() throws IOException {
    try (TestServer server = project.with("CUBEJS_DB_QUERY_TIMEOUT", "1s").start();
        HeldLock _ = slow.hold()) {
      HttpResponse<String> answer = server.load(SlowCube.COUNT, "Authorization", "mine");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer).path("error").asString())
          .startsWith("Error: Query execution timeout after 0.01")
          .endsWith(" min of waiting");
      await().until(() -> slow.running() == 0);
    }
  }

  @Test
  void whatNobodyAsksForAnyMoreIsCancelledInTheDatabase() throws IOException {
    project.file(
        "cube.js",
        CUBE_JS.replace(
            "module.exports = {",
            "module.exports = { orchestratorOptions: { continueWaitTimeout: 0.2,"
                + " queryCacheOptions: { queueOptions: { orphanedTimeout: 1 } } },"));
    try (TestServer server = project.start();
        HeldLock _ = slow.hold()) {
      server.load(SlowCube.COUNT, "Authorization", "mine");
      assertThat(slow.running()).isEqualTo(1);

      await().until(() -> slow.running() == 0);
      await()
          .until(
              () ->
                  metric(
                      server,
                      "cuboid_queries_total{data_source=\"default\",outcome=\"cancelled\"} 1"));
    }
  }

  @Test
  void aFullQueueRefusesAtOnce() throws Exception {
    try (TestServer server =
            project.with("CUBEJS_CONCURRENCY", "1").with("CUBOID_QUEUE_SIZE", "1").start();
        HeldLock _ = slow.hold()) {
      Future<HttpResponse<String>> running =
          slow.ask(server, 1, "Authorization", "mine", "x-request-id", "first");
      await().until(() -> slow.running() == 1);
      Future<HttpResponse<String>> waiting =
          slow.ask(server, 2, "Authorization", "mine", "x-request-id", "second");
      await().until(() -> metric(server, "cuboid_queue_waiting{data_source=\"default\"} 1"));

      HttpResponse<String> refused =
          slow.ask(server, 3, "Authorization", "mine", "x-request-id", "third").get();

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused).path("error").asString())
          .isEqualTo(
              "Error: The queue of the 'default' data source is full: 1 queries are waiting"
                  + " already. Try again later.");
      server.delete("/cubejs-api/v1/running-query/second", "Authorization", "mine");
      server.delete("/cubejs-api/v1/running-query/first", "Authorization", "mine");
      assertThat(running.get().statusCode()).isEqualTo(400);
      assertThat(waiting.get().statusCode()).isEqualTo(400);
    }
  }

  @Test
  void theMetricsTellWhatBecameOfRequestsAndQueries() throws IOException {
    try (TestServer server = project.start()) {
      server.load(FAST, "Authorization", "mine");
      server.load(FAST, "Authorization", "mine");
      server.load("{\"measures\":[\"fast.none\"]}", "Authorization", "mine");
      HttpResponse<String> metrics = server.get("/metrics");

      assertThat(metrics.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(metrics.body().lines())
          .contains(
              "# TYPE cuboid_requests_total counter",
              "cuboid_requests_total{api=\"data\",status=\"200\"} 2",
              "cuboid_requests_total{api=\"data\",status=\"400\"} 1",
              "cuboid_request_seconds_bucket{api=\"data\",le=\"+Inf\"} 3",
              "cuboid_request_seconds_count{api=\"data\"} 3",
              "cuboid_cache_requests_total{result=\"hit\"} 1",
              "cuboid_cache_requests_total{result=\"miss\"} 1",
              "cuboid_cache_results 1",
              "cuboid_queries_total{data_source=\"default\",outcome=\"succeeded\"} 1",
              "cuboid_queue_running{data_source=\"default\"} 0")
          .allMatch(line -> line.matches("# (HELP|TYPE) .+|\\w+(\\{[^}]+\\})? [0-9.E+-]+"));
      assertThat(metrics.body()).doesNotContain("mine");
    }
  }

  private static boolean metric(TestServer server, String line) {
    return server.get("/metrics").body().lines().anyMatch(line::equals);
  }
}
