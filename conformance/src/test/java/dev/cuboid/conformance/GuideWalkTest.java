package dev.cuboid.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The guide, walked in Chromium by {@code clients/guide-walk.mjs} against {@code ./cuboid demo};
 * the rows it saw are those of plain SQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuideWalkTest {

  private static final Duration WALK_LIMIT = Duration.ofMinutes(4);

  /** The query that the walk puts together, in plain SQL. */
  private static final String SQL =
      """
      SELECT u.city, strftime(date_trunc('month', o.created_at), '%Y-%m-%dT00:00:00.000'),
        count(*), sum(o.amount)
      FROM orders o JOIN users u ON u.id = o.user_id
      WHERE o.company_id = $company AND o.amount >= 500 AND o.status IN ('completed', 'shipped')
        AND o.created_at >= '2026-01-01' AND o.created_at < '2026-07-01'
      GROUP BY 1, 2 ORDER BY 4 DESC LIMIT 20
      """;

  private static final String QUERY =
      """
      {"measures": ["orders.count", "orders.total_amount"], "dimensions": ["users.city"],
       "timeDimensions": [{"dimension": "orders.created_at", "granularity": "month",
         "dateRange": ["2026-01-01", "2026-06-30"]}],
       "segments": ["orders.large"],
       "filters": [{"member": "orders.status", "operator": "equals",
         "values": ["completed", "shipped"]}],
       "order": [["orders.total_amount", "desc"]], "limit": 20}
      """;

  private static final JsonNode ALL_CHECKS_PASSED =
      json(
          """
          {"accepted": true, "checks": {"form": "passed", "algorithm": "passed",
           "signature": "passed", "issuer": "passed", "audience": "passed", "expiry": "passed",
           "claims-namespace": "passed"}}
          """);

  @TempDir static Path state;
  private DemoProcess demo;
  private ShopSql sql;
  private JsonNode seen;

  @BeforeAll
  void walk() throws Exception {
    Optional<Path> chromium = Chromium.findOrInstall();
    if (chromium.isEmpty()) {
      String skipped =
          "SKIPPED: the guide was not walked, because there is no Chromium here and it cannot be"
              + " installed; install it, or name it in CHROMIUM";
      System.err.println(skipped);
      Assumptions.abort(skipped);
    }
    NodeClient.install();
    demo = DemoProcess.start(state);
    sql = ShopSql.open(demo.copyOfDatabase());
    seen =
        NodeClient.run(
            "guide-walk.mjs",
            List.of(
                demo.uri().toString(),
                demo.issuer(),
                chromium.orElseThrow().toString(),
                Path.of("target/screenshots").toAbsolutePath().toString()),
            "",
            WALK_LIMIT);
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

  @Test
  void aQueryIsPutTogetherAndRunWithoutAToken() throws Exception {
    JsonNode build = seen.path("withoutToken");
    assertThat(build.path("query")).isEqualTo(json(QUERY));
    assertThat(build.at("/table/columns"))
        .isEqualTo(
            json(
                """
                ["users.city", "orders.created_at.month", "orders.count", "orders.total_amount"]
                """));
    assertRows(build, OptionalInt.empty());
    assertThat(build.path("notice").asString()).contains("see all rows, of every tenant");
    assertThat(build.path("chart").asString()).isEqualTo("line");
    assertThat(build.path("sql").asString()).contains("SELECT", "\"orders__total_amount\"");
  }

  @Test
  void whoSignsInSeesTheRowsOfTheirCompanyOnly() throws Exception {
    assertRows(seen.path("ann"), OptionalInt.of(1));
    assertRows(seen.path("bob"), OptionalInt.of(2));
  }

  @Test
  void theHeaderSaysWhoOneIsAndUntilWhen() {
    assertIdentity(seen.at("/ann/identity"), "ann@company1.example", "company_id 1");
    assertIdentity(seen.at("/bob/identity"), "bob@company2.example", "company_id 2");
  }

  @Test
  void theTokenIsJudgedCheckByCheck() {
    assertThat(seen.at("/ann/verdict")).isEqualTo(ALL_CHECKS_PASSED);
    assertThat(seen.at("/bob/verdict")).isEqualTo(ALL_CHECKS_PASSED);
  }

  @Test
  void theTokenPageGoesThroughTheFlowStepByStep() {
    JsonNode page = seen.path("tokenPage");
    assertThat(page.path("endpoints").asString())
        .contains(
            demo.issuer(),
            demo.cognitoUri() + "/oauth2/authorize",
            demo.cognitoUri() + "/oauth2/token",
            demo.issuer() + "/.well-known/jwks.json");
    assertThat(page.path("code").asString()).isNotBlank();
    assertThat(page.path("verdict")).isEqualTo(ALL_CHECKS_PASSED);
    JsonNode payload = page.path("payload");
    assertThat(payload.path("iss").asString()).isEqualTo(demo.issuer());
    assertThat(payload.path("email").asString()).isEqualTo("ann@company1.example");
    assertThat(payload.path("http://localhost:4000/").path("company_id").asString()).isEqualTo("1");
  }

  @Test
  void aPastedTokenAndATypedContextCountAsMuchAsASignIn() throws Exception {
    assertRows(seen.path("pasted"), OptionalInt.of(1));
    assertRows(seen.path("typed"), OptionalInt.of(2));
  }

  @Test
  void aForgedTokenIsRefusedAndThePageSaysWhy() {
    JsonNode forged = seen.path("forged");
    assertThat(forged.at("/verdict/accepted").asBoolean()).isFalse();
    assertThat(forged.at("/verdict/checks/signature").asString()).isEqualTo("failed");
    assertThat(forged.path("failure").asString()).contains("403", "Invalid token");
  }

  @Test
  void theBrowserHasNothingToComplainOf() {
    assertThat(seen.path("complaints")).isEmpty();
  }

  private void assertRows(JsonNode part, OptionalInt company) throws Exception {
    assertThat(ShopSql.comparable(part.at("/table/rows")))
        .hasSize(20)
        .isEqualTo(sql.rows(SQL, company));
  }

  private static void assertIdentity(JsonNode identity, String name, String company) {
    assertThat(identity.path("name").asString()).isEqualTo(name);
    assertThat(identity.path("company").asString()).isEqualTo(company);
    // Tokens of the pool are good for an hour.
    assertThat(Instant.parse(identity.path("until").asString()))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(61)));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
