package dev.cuboid.server;

import static dev.cuboid.server.TestServer.encoded;
import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cuboid.engine.AdjustableClock;
import dev.cuboid.security.Hs256;
import dev.cuboid.server.config.ConfigurationException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {

  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";
  private static final String LABEL = "c1-label-3";

  private static final String QUERY =
      """
      {"measures": ["orders.count"], "dimensions": ["orders.status"],
       "filters": [{"member": "orders.label", "operator": "equals", "values": ["%s"]}]}
      """
          .formatted(LABEL);

  private static final String BROKEN =
      """
      cubes:
        - name: broken
          sql: SELECT * FROM orders
          dimensions:
            - name: lost
              type: string
              sql: no_such_column
      """;

  private static final String KEYED =
      """
      cubes:
        - name: keyed
          sql_table: orders
          refresh_key: { sql: "SELECT now()" }
          measures:
            - { name: count, type: count }
          dimensions:
            - { name: label, sql: label, type: string }
      """;

  private static final String KEYED_QUERY =
      """
      {"measures": ["keyed.count"], "cache": "stale-while-revalidate",
       "filters": [{"member": "keyed.label", "operator": "equals", "values": ["%s"]}]}
      """
          .formatted(LABEL);

  private static final String CALLER = "00f067aa0ba902b7";

  private final AdjustableClock clock = new AdjustableClock(Instant.now());
  private TraceCollector collector;
  private TestProject project;
  private TestServer server;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    collector = TraceCollector.start();
    project =
        TestProject.shop(folder)
            .file("model/broken.yml", BROKEN)
            .file("model/keyed.yml", KEYED)
            .with("CUBEJS_API_SECRET", SECRET)
            .with("NODE_ENV", "production")
            .with("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
            // What is told is waited for.
            .with("OTEL_BSP_SCHEDULE_DELAY", "50");
    server = project.start(clock);
  }

  @AfterEach
  void stop() {
    server.close();
    collector.close();
  }

  @Test
  void aQueryIsTracedFromTheRequestToTheDatabase() throws IOException {
    String sql = json(ask("sql", QUERY, 9, token())).at("/sql/sql/0").asString();

    HttpResponse<String> first = ask("load", QUERY, 1, token());
    HttpResponse<String> again = ask("load", QUERY, 2, token());
    server.close();

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(collector.tree(trace(1), CALLER))
        .isEqualTo(
            """
            %s
              plan cuboid.plan.cached=false
              cache cuboid.cache.result=miss
                queue
                duckdb CLIENT cuboid.data_source=default db.query.text=%s db.system.name=duckdb\
            """
                .formatted(request("load", 1, 200, ""), sql));
    assertThat(collector.tree(trace(2), CALLER))
        .isEqualTo(
            """
            %s
              plan cuboid.plan.cached=true
              cache cuboid.cache.result=hit\
            """
                .formatted(request("load", 2, 200, "")));
    assertThat(collector.services()).containsExactly("cuboid");
    assertThat(collector.everything()).doesNotContain(token(), "c1-label");
  }

  @Test
  void aQueryThatTheDatabaseRefusesShowsWhereItFailed() throws IOException {
    String query = "{\"dimensions\": [\"broken.lost\"]}";
    String sql = json(ask("sql", query, 9, token())).at("/sql/sql/0").asString();

    HttpResponse<String> failed = ask("load", query, 3, token());
    server.close();

    assertThat(failed.statusCode()).isEqualTo(400);
    assertThat(collector.tree(trace(3), CALLER))
        .isEqualTo(
            """
            %s
              plan cuboid.plan.cached=false
              cache FAILED error.type=DatabaseException
                queue
                duckdb CLIENT FAILED cuboid.data_source=default db.query.text=%s\
             db.system.name=duckdb error.type=DatabaseException\
            """
                .formatted(request("load", 3, 400, ""), sql));
    assertThat(collector.everything()).doesNotContain("Binder Error", "Candidate bindings");
  }

  @Test
  void aRenewalIsATraceOfItsOwnThatNamesTheRequestWhichCausedIt() throws IOException {
    String sql = json(ask("sql", KEYED_QUERY, 9, token())).at("/sql/sql/0").asString();
    ask("load", KEYED_QUERY, 1, token());
    clock.advance(Duration.ofHours(1));

    HttpResponse<String> old = ask("load", KEYED_QUERY, 2, token());
    await().until(() -> !collector.beginningWith("renew").isEmpty());

    assertThat(old.statusCode()).isEqualTo(200);
    assertThat(collector.tree(trace(2), CALLER)).endsWith("cuboid.cache.result=hit");
    assertThat(collector.beginningWith("renew"))
        .isEqualTo(List.of(renewal(sql, " CAUSED BY " + trace(2))));
    assertThat(collector.everything()).doesNotContain(token(), "c1-label");
  }

  @Test
  void aRenewalByTheRefreshWorkerIsATraceThatNoRequestHasCaused() throws IOException {
    String sql = json(ask("sql", KEYED_QUERY, 9, token())).at("/sql/sql/0").asString();
    server.close();
    server = project.with("CUBEJS_SCHEDULED_REFRESH_TIMER", "1").start(clock);
    ask("load", KEYED_QUERY, 1, token());
    clock.advance(Duration.ofMinutes(5));
    await().until(() -> !collector.beginningWith("renew").isEmpty());

    assertThat(collector.beginningWith("renew")).isEqualTo(List.of(renewal(sql, "")));
    assertThat(collector.everything()).doesNotContain(token(), "c1-label");
  }

  private static String renewal(String sql, String cause) {
    return """
    renew%s
      cache cuboid.cache.result=renewed
        queue
        duckdb CLIENT cuboid.data_source=default db.query.text=SELECT now()\
     db.system.name=duckdb
        queue
        duckdb CLIENT cuboid.data_source=default db.query.text=%s db.system.name=duckdb\
    """
        .formatted(cause, sql);
  }

  @Test
  void aRefusedTokenShowsItsReasonAndNothingElse() throws IOException {
    String forged = token("another-secret-of-at-least-thirty-two-bytes");

    HttpResponse<String> refused = ask("load", QUERY, 4, forged);
    server.close();

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(collector.tree(trace(4), CALLER))
        .isEqualTo(request("load", 4, 403, " cuboid.rejection.reason=signature"));
    assertThat(collector.everything()).doesNotContain(forged, LABEL);
  }

  @Test
  void theAnswerNamesTheRequestAndItsPlaceInTheTrace() {
    HttpResponse<String> answer = ask("load", QUERY, 5, token());

    assertThat(answer.headers().firstValue("x-request-id")).contains("request-5");
    assertThat(answer.headers().firstValue("traceparent").orElseThrow())
        .matches("00-" + trace(5) + "-[0-9a-f]{16}-01")
        .doesNotContain(CALLER);
  }

  @Test
  void withoutACollectorTheAnswerNamesWhatTheRequestNamed(@TempDir Path folder) throws IOException {
    try (TestServer silent = TestProject.shop(folder).start()) {
      HttpResponse<String> named =
          silent.load(QUERY, "x-request-id", "mine", "traceparent", traceparent(6));
      HttpResponse<String> malformed = silent.load(QUERY, "traceparent", "00-xyz");

      assertThat(named.headers().firstValue("x-request-id")).contains("mine");
      assertThat(named.headers().firstValue("traceparent")).contains(traceparent(6));
      assertThat(malformed.headers().firstValue("x-request-id")).contains("00-xyz");
      assertThat(malformed.headers().firstValue("traceparent")).isEmpty();
    }
  }

  @Test
  void aProtocolThatCannotBeSpokenEndsTheStart(@TempDir Path folder) {
    TestProject project =
        TestProject.shop(folder)
            .with("OTEL_TRACES_EXPORTER", "otlp")
            .with("OTEL_EXPORTER_OTLP_PROTOCOL", "carrier-pigeon");

    assertThatThrownBy(project::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OTEL_*")
        .hasMessageContaining("carrier-pigeon");
  }

  private static String token() {
    return token(SECRET);
  }

  private static String token(String secret) {
    return Hs256.sign(
        Map.of("company_id", 1, "exp", 4_102_444_800L), secret.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> ask(String part, String query, int number, String token) {
    return server.get(
        "/cubejs-api/v1/" + part + "?query=" + encoded(query),
        "Authorization",
        token,
        "x-request-id",
        "request-" + number,
        "traceparent",
        traceparent(number));
  }

  /** The span of a request. */
  private static String request(String part, int number, int status, String further) {
    String path = "/cubejs-api/v1/" + part;
    return ("GET %s SERVER%s cuboid.request.id=request-%d"
            + " http.request.header.x-request-id=[request-%d] http.request.method=GET"
            + " http.response.status_code=%d http.route=%s url.path=%s url.scheme=http")
        .formatted(path, further, number, number, status, path, path);
  }

  private static String traceparent(int number) {
    return "00-" + trace(number) + "-" + CALLER + "-01";
  }

  private static String trace(int number) {
    return "4bf92f3577b34da6a3ce929d0e0e473" + number;
  }
}
