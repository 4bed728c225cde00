package dev.cuboid.server;

import static dev.cuboid.server.TestServer.encoded;
import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.cuboid.engine.PostgresFixture;
import dev.cuboid.engine.PostgresFixture.HeldLock;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What a client is told when PostgreSQL fails, and that the next request goes well. */
class PostgresFaultsTest {

  private static final int LOCK = 3;
  private static final String PASSWORD = "the-password-of-the-reader";

  private static final String MODEL =
      """
      cubes:
        - name: facts
          sql_table: public.facts
          measures:
            - name: count
              type: count
        - name: cut
          sql: >
            SELECT CASE WHEN number = 8000 THEN pg_terminate_backend(pg_backend_pid())::text
            ELSE repeat('x', 100) END AS text FROM generate_series(1, 100000) AS numbers(number)
          dimensions:
            - name: text
              type: string
              sql: text
        - name: slow
          sql: "SELECT 1 AS id FROM (SELECT pg_advisory_xact_lock_shared(3)) AS held"
          measures:
            - name: count
              type: count
        - name: writing
          sql: SELECT public.write_a_fact() AS id
          measures:
            - name: count
              type: max
              sql: id
      """;

  private static PostgresFixture postgres;
  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeAll
  static void startDatabase() {
    postgres = PostgresFixture.start();
    postgres.requirePasswords();
    postgres.execute(
        "CREATE TABLE facts AS SELECT id FROM generate_series(1, 5) AS numbers(id)",
        "CREATE FUNCTION write_a_fact() RETURNS INT LANGUAGE SQL"
            + " AS 'INSERT INTO facts VALUES (6) RETURNING id'");
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @BeforeEach
  void makeReader() {
    postgres.execute(
        "CREATE ROLE reader LOGIN PASSWORD '" + PASSWORD + "'",
        "GRANT SELECT, INSERT ON facts TO reader");
    log.start();
    rootLogger().addAppender(log);
  }

  @AfterEach
  void dropReader() {
    rootLogger().detachAppender(log);
    postgres.execute("DROP OWNED BY reader", "DROP ROLE reader");
    assertThat(log.list)
        .allSatisfy(
            event ->
                assertThat(event.getFormattedMessage() + trace(event)).doesNotContain(PASSWORD));
  }

  @Test
  void aConnectionThatIsCutInTheMiddleOfAResultIsReplaced() throws IOException {
    try (TestServer server = project().start()) {
      HttpResponse<String> cut =
          server.load("{\"dimensions\":[\"cut.text\"],\"ungrouped\":true,\"limit\":10000}");

      assertFailed(cut, "Error: terminating connection due to administrator command");
      assertThat(facts(server)).isEqualTo("5");
    }
  }

  @Test
  void aChangedPasswordIsNamedAndTheRightOneTaken() throws IOException {
    try (TestServer server = project().start()) {
      assertThat(facts(server)).isEqualTo("5");

      postgres.execute("ALTER ROLE reader PASSWORD 'another'");
      cutConnections();

      // The pool trusts a connection that was used half a second ago, and loses it here.
      await()
          .untilAsserted(
              () ->
                  assertFailed(
                      askForFacts(server),
                      "Error: password authentication failed for user \"reader\""));
      assertThat(server.get("/readyz").body()).isEqualTo("{\"health\":\"DOWN\"}");

      postgres.execute("ALTER ROLE reader PASSWORD '" + PASSWORD + "'");

      assertThat(facts(server)).isEqualTo("5");
      assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tooManyConnectionsAreWhatTheDatabaseSays() throws IOException {
    try (TestServer server = project().start()) {
      postgres.execute("ALTER ROLE reader CONNECTION LIMIT 0");

      assertFailed(askForFacts(server), "Error: too many connections for role \"reader\"");

      postgres.execute("ALTER ROLE reader CONNECTION LIMIT 5");

      assertThat(facts(server)).isEqualTo("5");
    }
  }

  @Test
  void anAccountThatMayOnlyReadIsEnough() throws IOException {
    postgres.execute("ALTER ROLE reader SET default_transaction_read_only TO on");
    try (TestServer server = project().start()) {
      assertThat(facts(server)).isEqualTo("5");
      assertFailed(
          server.load("{\"measures\":[\"writing.count\"]}"),
          "Error: cannot execute INSERT in a read-only transaction");
      assertThat(postgres.number("SELECT count(*) FROM facts")).isEqualTo(5);
    }
  }

  @Test
  void theQueryOfAClientThatHasGoneIsCancelledInTheDatabase() throws IOException {
    TestProject project =
        project()
            .file(
                "cube.js",
                """
                module.exports = { orchestratorOptions: { continueWaitTimeout: 0.2,
                  queryCacheOptions: { queueOptions: { orphanedTimeout: 1 } } } };
                """);
    try (TestServer server = project.start();
        HeldLock _ = postgres.hold(LOCK)) {
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
        String path = "/cubejs-api/v1/load?query=" + encoded("{\"measures\":[\"slow.count\"]}");
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        await().until(() -> postgres.running("advisory_xact") == 1);
      }

      await().until(() -> postgres.running("advisory_xact") == 0);
      assertThat(facts(server)).isEqualTo("5");
    }
  }

  private TestProject project() {
    return TestProject.empty(folder)
        .file("model/facts.yml", MODEL)
        .postgres(postgres.config("reader", PASSWORD, Limits.DEFAULT));
  }

  private static void cutConnections() {
    postgres.number(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'reader'");
    await()
        .until(
            () ->
                postgres.number("SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader'")
                    == 0);
  }

  private static void assertFailed(HttpResponse<String> answer, String error) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).toString())
        .isEqualTo(JsonMapper.shared().writeValueAsString(Map.of("error", error)));
  }

  private static HttpResponse<String> askForFacts(TestServer server) {
    return server.load("{\"measures\":[\"facts.count\"],\"cache\":\"no-cache\"}");
  }

  private static String facts(TestServer server) {
    HttpResponse<String> answer = askForFacts(server);
    return json(answer).at("/data/0/facts.count").asString(answer.body());
  }

  private static Logger rootLogger() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static String trace(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? ""
        : ThrowableProxyUtil.asString(event.getThrowableProxy());
  }
}
