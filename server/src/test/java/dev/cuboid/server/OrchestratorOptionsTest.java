package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cuboid.engine.AdjustableClock;
import dev.cuboid.engine.PostgresFixture.HeldLock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code orchestratorOptions} of a project change for its tenants. */
class OrchestratorOptionsTest {

  private static final String MODEL =
      """
      cubes:
        - name: runs
          sql: "SELECT nextval('runs') AS run"
          refresh_key:
            sql: "SELECT nextval('keys')"
          measures:
            - name: last
              type: max
              sql: run
      """;

  private static final String CUBE_JS =
      """
      const plans = {
        hasty: { continueWaitTimeout: 0.2 },
        wide: { queryCacheOptions: { queueOptions: async (dataSource) => ({ concurrency: dataSource === 'default' ? 4 : 1 }) } },
        narrow: { queryCacheOptions: { queueOptions: { concurrency: 1 } } },
        brief: { queryCacheOptions: { queueOptions: () => ({ executionTimeout: 1 }) } },
        watchful: { queryCacheOptions: { refreshKeyRenewalThreshold: 5 } },
        wrong: { queryCacheOptions: { queueOptions: () => ({ concurrency: 0 }) } },
        unknown: { concurrency: 4 },
      };
      module.exports = {
        checkAuth: (req, auth) => { req.securityContext = { tenant: auth }; },
        contextToOrchestratorId: ({ securityContext }) => 'tenant-' + securityContext.tenant,
        orchestratorOptions: async ({ securityContext: { tenant } }) => {
          if (tenant === 'broken') throw new Error('no plan for ' + tenant);
          return plans[tenant];
        },
      };
      """;

  private static final String RUNS = "{\"measures\":[\"runs.last\"]}";

  private static SlowCube slow;
  @TempDir private Path folder;
  private TestProject project;

  @BeforeAll
  static void startDatabase() {
    slow = new SlowCube();
    slow.postgres().execute("CREATE SEQUENCE runs", "CREATE SEQUENCE keys");
  }

  @AfterAll
  static void stopDatabase() {
    slow.close();
  }

  @BeforeEach
  void describeProject() {
    project = slow.project(folder).file("model/runs.yml", MODEL).file("cube.js", CUBE_JS);
  }

  @Test
  void eachTenantRunsAsManyQueriesAtOnceAsItsOptionsSay() throws Exception {
    try (TestServer server = project.start()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      try (HeldLock _ = slow.hold()) {
        for (int number = 1; number <= 6; number++) {
          answers.add(slow.ask(server, number, "Authorization", "narrow"));
          answers.add(slow.ask(server, number, "Authorization", "wide"));
          answers.add(slow.ask(server, number, "Authorization", "usual"));
        }

        // All have come, and those whose turn it is have reached the database.
        await().until(() -> waiting(server) == 11);
        await().until(() -> slow.running() == 1 + 4 + 2);

        assertThat(waiting(server)).isEqualTo(11);
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(json(answer.get()).at("/data/0/slow.count").asString()).isEqualTo("1");
      }
    }
  }

  @Test
  void aTenantsQueriesEndAfterItsOwnTime() throws Exception {
    try (TestServer server = project.start();
        HeldLock _ = slow.hold()) {
      HttpResponse<String> waits = slow.ask(server, 1, "Authorization", "hasty").get();
      HttpResponse<String> ends = slow.ask(server, 1, "Authorization", "brief").get();

      assertThat(json(waits).path("error").asString()).isEqualTo("Continue wait");
      assertThat(ends.statusCode()).isEqualTo(400);
      assertThat(json(ends).path("error").asString())
          .startsWith("Error: Query execution timeout after 0.01")
          .endsWith(" min of waiting");
      // The other one goes on.
      await().until(() -> slow.running() == 1);
    }
  }

  @Test
  void aTenantsRefreshKeysAreAskedAsOftenAsItsOptionsSay() throws Exception {
    AdjustableClock clock = new AdjustableClock(Instant.parse("2026-03-01T12:00:00Z"));
    try (TestServer server = project.start(clock)) {
      String usual = last(server, "usual");
      String watchful = last(server, "watchful");
      clock.advance(Duration.ofSeconds(7));

      assertThat(last(server, "usual")).isEqualTo(usual);
      assertThat(last(server, "watchful")).isNotEqualTo(watchful);
    }
  }

  @Test
  void optionsThatCannotBeUsedAreSaidWhereTheyAreFirstNeeded() throws Exception {
    try (TestServer server = project.start()) {
      HttpResponse<String> broken = server.load(RUNS, "Authorization", "broken");
      HttpResponse<String> wrong = server.load(RUNS, "Authorization", "wrong");
      HttpResponse<String> unknown = server.load(RUNS, "Authorization", "unknown");

      assertThat(List.of(broken.statusCode(), wrong.statusCode(), unknown.statusCode()))
          .containsOnly(500);
      assertThat(json(broken).path("error").asString()).isEqualTo("Error: no plan for broken");
      assertThat(json(wrong).path("error").asString())
          .isEqualTo(
              "Error: Invalid cube-server-core options:"
                  + " \"orchestratorOptions.queryCacheOptions.queueOptions.concurrency\" must be"
                  + " greater than or equal to 1");
      assertThat(json(unknown).path("error").asString())
          .isEqualTo(
              "Error: Invalid cube-server-core options: \"orchestratorOptions.concurrency\" is not"
                  + " allowed");
    }
  }

  private static String last(TestServer server, String tenant) {
    return json(server.load(RUNS, "Authorization", tenant)).at("/data/0/runs.last").asString();
  }

  private static long waiting(TestServer server) {
    String name = "cuboid_queue_waiting{data_source=\"default\"} ";
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length())))
        .sum();
  }
}
