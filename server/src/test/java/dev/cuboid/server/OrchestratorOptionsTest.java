package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cuboid.engine.PostgresFixture;
import dev.cuboid.engine.PostgresFixture.HeldLock;
import dev.cuboid.engine.source.DataSourceConfig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code orchestratorOptions} of a project change for its tenants. */
class OrchestratorOptionsTest {

  private static final int LOCK = 7;

  private static final String MODEL =
      """
      cubes:
        - name: slow
          sql: "SELECT id FROM generate_series(1, 1000) AS numbers(id), pg_advisory_xact_lock_shared(7) AS held"
          measures:
            - name: count
              type: count
          dimensions:
            - name: id
              type: number
              sql: id
              primary_key: true
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

  private static PostgresFixture postgres;
  @TempDir private Path folder;
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private TestProject project;

  @BeforeAll
  static void startDatabase() {
    postgres = PostgresFixture.start();
    postgres.execute("CREATE SEQUENCE runs", "CREATE SEQUENCE keys");
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @BeforeEach
  void describeProject() {
    DataSourceConfig.Postgres config = postgres.config();
    project =
        TestProject.empty(folder)
            .file("model/slow.yml", MODEL)
            .file("cube.js", CUBE_JS)
            .with("CUBEJS_DB_TYPE", "postgres")
            .with("CUBEJS_DB_HOST", "localhost")
            .with("CUBEJS_DB_PORT", Integer.toString(config.port()))
            .with("CUBEJS_DB_NAME", config.database())
            .with("CUBEJS_DB_USER", config.user());
  }

  @AfterEach
  void stopClients() {
    clients.shutdownNow();
  }

  @Test
  void eachTenantRunsAsManyQueriesAtOnceAsItsOptionsSay() throws Exception {
    try (TestServer server = project.start()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      try (HeldLock _ = postgres.hold(LOCK)) {
        for (int number = 1; number <= 6; number++) {
          answers.add(ask(server, number, "narrow"));
          answers.add(ask(server, number, "wide"));
          answers.add(ask(server, number, "usual"));
        }

        // All have come, and those whose turn it is have reached the database.
        await().until(() -> waiting(server) == 11);
        await().until(() -> postgres.running("advisory_xact") == 1 + 4 + 2);

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
        HeldLock _ = postgres.hold(LOCK)) {
      HttpResponse<String> waits = ask(server, 1, "hasty").get();
      HttpResponse<String> ends = ask(server, 1, "brief").get();

      assertThat(json(waits).path("error").asString()).isEqualTo("Continue wait");
      assertThat(ends.statusCode()).isEqualTo(400);
      assertThat(json(ends).path("error").asString())
          .startsWith("Error: Query execution timeout after 0.01")
          .endsWith(" min of waiting");
      // The other one goes on.
      await().until(() -> postgres.running("advisory_xact") == 1);
    }
  }

  @Test
  void aTenantsRefreshKeysAreAskedAsOftenAsItsOptionsSay() throws Exception {
    MovingClock clock = new MovingClock();
    try (TestServer server = project.start(clock)) {
      String usual = last(server, "usual");
      String watchful = last(server, "watchful");
      clock.now = clock.now.plusSeconds(7);

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

  private Future<HttpResponse<String>> ask(TestServer server, int number, String tenant) {
    String query =
        """
        {"measures": ["slow.count"],
         "filters": [{"member": "slow.id", "operator": "equals", "values": ["%d"]}]}
        """
            .formatted(number);
    return clients.submit(() -> server.load(query, "Authorization", tenant));
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

  /** Stands still until it is moved. */
  private static final class MovingClock extends Clock {

    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
