package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cuboid.engine.PostgresFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The refresh worker. Each run of the query draws the next number of its tenant's sequence. */
class RefreshWorkerTest {

  private static final String MODEL =
      """
      cubes:
        - name: runs
          sql: "SELECT nextval('runs_of_' || {SECURITY_CONTEXT.tenant.unsafeValue()}) AS number"
          refresh_key:
            sql: SELECT version FROM data_version
            every: 1 second
          measures:
            - name: number
              type: max
              sql: number
      """;

  private static final String CUBE_JS =
      """
      module.exports = {
        scheduledRefreshTimer: 1,
        checkAuth: (req, auth) => { req.securityContext = { tenant: `'${auth}'` }; },
        contextToAppId: ({ securityContext }) => 'app-' + securityContext.tenant,
        contextToOrchestratorId: ({ securityContext }) => 'cache-' + securityContext.tenant,
        %s
      };
      """;

  private static final String QUERY = "{\"measures\":[\"runs.number\"]}";

  private static PostgresFixture postgres;
  @TempDir private Path folder;
  private TestProject project;

  @BeforeAll
  static void startDatabase() {
    postgres = PostgresFixture.start();
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @BeforeEach
  void describeProject() {
    postgres.execute(
        "DROP SEQUENCE IF EXISTS runs_of_one",
        "DROP SEQUENCE IF EXISTS runs_of_two",
        "DROP TABLE IF EXISTS data_version",
        "CREATE SEQUENCE runs_of_one",
        "CREATE SEQUENCE runs_of_two",
        "CREATE TABLE data_version AS SELECT 1 AS version");
    project = TestProject.empty(folder).file("model/runs.yml", MODEL).postgres(postgres.config());
  }

  @Test
  void aResultIsRenewedThoughNobodyAsksAgain() throws Exception {
    try (TestServer server = project.file("cube.js", CUBE_JS.formatted("")).start()) {
      assertThat(number(server, "one")).isEqualTo("1");
      changeVersion();
      await().until(() -> runs("one") == 2);

      assertThat(number(server, "one")).isEqualTo("2");
      assertThat(runs("one")).isEqualTo(2);
    }
  }

  @Test
  void onlyTheContextsThatAreScheduledAreRenewed() throws Exception {
    String contexts =
        "scheduledRefreshContexts: async () => [{ securityContext: { tenant: \"'two'\" } }],";
    try (TestServer server = project.file("cube.js", CUBE_JS.formatted(contexts)).start()) {
      assertThat(number(server, "one")).isEqualTo("1");
      assertThat(number(server, "two")).isEqualTo("1");
      changeVersion();
      await().until(() -> runs("two") == 2);
      changeVersion();
      await().until(() -> runs("two") == 3);

      assertThat(runs("one")).isEqualTo(1);
    }
  }

  @Test
  void aContextThatCannotBeUsedDoesNotStopTheOthers() throws Exception {
    String contexts =
        "scheduledRefreshContexts: () => [null, { securityContext: { tenant: \"'two'\" } }],";
    try (TestServer server = project.file("cube.js", CUBE_JS.formatted(contexts)).start()) {
      assertThat(number(server, "two")).isEqualTo("1");
      changeVersion();
      await().until(() -> runs("two") == 2);
    }
  }

  private static String number(TestServer server, String tenant) {
    return json(server.load(QUERY, "Authorization", tenant)).at("/data/0/runs.number").asString();
  }

  private static long runs(String tenant) {
    return postgres.number("SELECT last_value FROM runs_of_" + tenant);
  }

  private static void changeVersion() {
    postgres.execute("UPDATE data_version SET version = version + 1");
  }
}
