package dev.cuboid.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The demo, asked with Cube's own npm client and tokens of the local user pool; the rows are those
 * of plain SQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CubeClientTest {

  private static final Duration CLIENT_LIMIT = Duration.ofMinutes(1);
  private static final JsonMapper JSON = JsonMapper.shared();

  private record Question(String query, String sql) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              """
              {"measures": ["orders.count", "orders.completed_count"],
               "dimensions": ["orders.status", "orders.size"],
               "order": {"orders.status": "asc", "orders.size": "desc"}}
              """,
              """
              SELECT o.status,
                CASE WHEN o.amount >= 500 THEN 'large' WHEN o.amount >= 100 THEN 'medium'
                  ELSE 'small' END,
                count(*), count(*) FILTER (o.status = 'completed')
              FROM orders o WHERE o.company_id = $company GROUP BY 1, 2 ORDER BY 1, 2 DESC
              """),
          // A sum over the one side of a join to many stays what it is.
          new Question(
              """
              {"measures": ["orders.total_amount", "line_items.quantity"],
               "dimensions": ["users.city"], "order": {"orders.total_amount": "desc"}}
              """,
              """
              SELECT u.city, sum(o.amount), sum(i.quantity)
              FROM orders o JOIN users u ON u.id = o.user_id
              JOIN (SELECT order_id, sum(quantity) AS quantity FROM line_items GROUP BY 1) i
                ON i.order_id = o.id
              WHERE o.company_id = $company GROUP BY 1 ORDER BY 2 DESC
              """),
          new Question(
              """
              {"measures": ["orders.buyers"], "segments": ["users.adults"], "timezone": "Asia/Tokyo",
               "timeDimensions": [{"dimension": "orders.created_at", "granularity": "quarter",
                 "dateRange": ["2025-01-01", "2025-12-31"]}],
               "order": {"orders.created_at": "asc"}}
              """,
              """
              SELECT strftime(date_trunc('quarter', o.created_at + INTERVAL 9 HOURS),
                  '%Y-%m-%dT00:00:00.000'),
                count(DISTINCT o.user_id)
              FROM orders o JOIN users u ON u.id = o.user_id
              WHERE o.company_id = $company AND u.age >= 18
                AND o.created_at >= '2024-12-31 15:00' AND o.created_at < '2025-12-31 15:00'
              GROUP BY 1 ORDER BY 1
              """),
          new Question(
              """
              {"measures": ["sales.total_amount"], "dimensions": ["sales.company"],
               "filters": [{"or": [
                 {"member": "sales.status", "operator": "notEquals", "values": ["cancelled"]},
                 {"member": "sales.products_category", "operator": "startsWith", "values": ["To"]}]}],
               "order": {"sales.total_amount": "desc"}}
              """,
              """
              SELECT c.name, sum(o.amount)
              FROM orders o JOIN users u ON u.id = o.user_id JOIN companies c ON c.id = u.company_id
              WHERE o.company_id = $company AND (o.status <> 'cancelled' OR EXISTS (
                FROM line_items i JOIN products p ON p.id = i.product_id
                WHERE i.order_id = o.id AND p.category LIKE 'To%'))
              GROUP BY 1 ORDER BY 2 DESC
              """));

  @TempDir static Path state;
  private DemoProcess demo;
  private ShopSql sql;

  @BeforeAll
  void start() throws Exception {
    NodeClient.install();
    demo = DemoProcess.start(state);
    sql = ShopSql.open(demo.copyOfDatabase());
  }

  @AfterAll
  void stop() throws Exception {
    if (sql != null) {
      sql.close();
    }
    if (demo != null) {
      demo.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({"ann@company1.example, 1", "bob@company2.example, 2"})
  void aUserSeesTheRowsOfTheirCompanyOnly(String user, int company) throws Exception {
    JsonNode answers = ask(idToken(user)).path("answers");
    for (int i = 0; i < QUESTIONS.size(); i++) {
      assertThat(ShopSql.comparable(answers.path(i).path("rows")))
          .as(QUESTIONS.get(i).query())
          .isNotEmpty()
          .isEqualTo(sql.rows(QUESTIONS.get(i).sql(), OptionalInt.of(company)));
    }
  }

  @Test
  void theClientReadsTheModelAndTheSql() throws Exception {
    JsonNode seen = ask(idToken("ann@company1.example"));
    assertThat(seen.path("cubes"))
        .isEqualTo(
            JSON.readTree(
                """
                ["companies", "line_items", "orders", "products", "sales", "users"]
                """));
    assertThat(seen.path("sql").asString()).startsWith("SELECT").contains("company_id");
  }

  @Test
  void aForgedTokenIsRefused() throws Exception {
    String token = idToken("ann@company1.example");
    String otherSignature = idToken("bob@company2.example").split("\\.", -1)[2];
    String forged = token.substring(0, token.lastIndexOf('.') + 1) + otherSignature;
    JsonNode seen = ask(forged);
    JsonNode refusal = JSON.readTree("{\"error\": \"Invalid token\", \"status\": 403}");
    assertThat(seen.path("answers")).hasSize(QUESTIONS.size()).containsOnly(refusal);
    assertThat(seen.path("cubes")).isEqualTo(refusal);
    assertThat(seen.path("sql")).isEqualTo(refusal);
  }

  private JsonNode ask(String token) throws Exception {
    ArrayNode queries = JSON.createArrayNode();
    QUESTIONS.forEach(question -> queries.add(JSON.readTree(question.query())));
    return NodeClient.run(
        "cube-client.mjs",
        List.of(demo.uri() + "/cubejs-api/v1", token),
        queries.toString(),
        CLIENT_LIMIT);
  }

  /** Signs in at the pool's JSON API, as an app without a browser does. */
  private String idToken(String user) throws Exception {
    JsonNode client = JSON.readTree(get(demo.uri() + "/playground/context")).at("/cuboid/signIn");
    String request =
        JSON.createObjectNode()
            .put("AuthFlow", "USER_PASSWORD_AUTH")
            .put("ClientId", client.path("clientId").asString())
            .set(
                "AuthParameters",
                JSON.createObjectNode().put("USERNAME", user).put("PASSWORD", DemoProcess.PASSWORD))
            .toString();
    String answer =
        send(
            HttpRequest.newBuilder(demo.cognitoUri())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService.InitiateAuth")
                .POST(HttpRequest.BodyPublishers.ofString(request)));
    return JSON.readTree(answer).at("/AuthenticationResult/IdToken").asString();
  }

  private static String get(String uri) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(uri)));
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    }
  }
}
