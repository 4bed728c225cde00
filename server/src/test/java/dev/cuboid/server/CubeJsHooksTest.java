package dev.cuboid.server;

import static dev.cuboid.server.TestServer.encoded;
import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One server in production, whose {@code cube.js} does as the test's headers say. */
class CubeJsHooksTest {

  private static final String TOTAL = "{\"measures\":[\"orders.total\"]}";
  private static final String TOTAL_OF_COMPANY_1 = "101000";
  private static final String TOTAL_OF_COMPANY_2 = "100000";

  private static final String CUBE_JS =
      """
      const tenant = require('./lib/tenant');
      module.exports = {
        checkAuth: async (req, auth) => {
          switch (auth) {
            case 'error': throw new Error('custom auth failure');
            case 'status': throw Object.assign(new Error('teapot'), { status: 418 });
            case 'type': return undefinedName.property;
            case 'text': throw 'a plain text';
            case 'nothing': return;
            case 'null': return { securityContext: null };
            case 'number': return { securityContext: 7 };
            case 'function': return { securityContext: { company_id: () => 1 } };
            case 'snake': return { security_context: { company_id: 2 } };
            case 'camel': return { securityContext: { company_id: 2 } };
            case 'endless': while (true) {}
          }
          if (auth === undefined) return;
          await new Promise(resolve => setTimeout(resolve, 1));
          req.securityContext = { company_id: Number(auth), region: req.get('X-Region') };
        },
        extendContext: (req) => {
          const added = { wish: req.headers['x-wish'], path: req.path };
          if (added.wish === 'become-2') added.securityContext = { company_id: 2 };
          if (added.wish === 'become-nobody') added.securityContext = null;
          if (added.wish === 'bad-extension') return 'text';
          return added;
        },
        queryRewrite: (query, { securityContext, requestId, wish, path }) => {
          if (wish === 'tell') throw new Error(JSON.stringify({ query, securityContext, requestId, path }));
          if (wish === 'refuse') throw new Error('You shall not pass');
          if (wish === 'null') return null;
          if (wish === 'bad-filter') query.filters.push({ member: 'orders.status' });
          if (wish === 'empty') query.measures = [];
          if (wish === 'open-only') {
            query.filters.push({ member: 'orders.status', operator: 'equals', values: ['open'] });
          }
          return query;
        },
        contextToAppId: ({ securityContext, wish }) => {
          if (wish === 'app-throws') throw new Error('no app');
          if (wish === 'app-number') return 7;
          return tenant.name(securityContext);
        },
        contextToOrchestratorId: ({ securityContext, wish }) =>
          wish === 'no-orchestrator' ? undefined : tenant.name(securityContext),
        contextToApiScopes: (securityContext, defaults) => {
          if (securityContext.region === 'no-data') return ['meta'];
          if (securityContext.region === 'wrong-scope') return ['everything'];
          if (securityContext.region === 'no-list') return 'data';
          return defaults;
        },
      };
      """;

  private static final String TENANT_MODEL =
      """
      const { securityContext, path } = COMPILE_CONTEXT;
      if (path === undefined) throw new Error('what extendContext added is missing');
      cube(`company${securityContext.company_id}`, {
        sql: `SELECT random() AS dice`,
        measures: { dice: { type: `max`, sql: `dice` } },
      });
      """;

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestProject.shop(folder)
            .file("cube.js", CUBE_JS)
            .file("lib/tenant.js", "exports.name = (context) => `T${(context || {}).company_id}`;")
            .file("model/tenant.js", TENANT_MODEL)
            .with("NODE_ENV", "production")
            .with("CUBEJS_API_SECRET", "a secret that no test knows")
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, " + TOTAL_OF_COMPANY_1,
    "Bearer 2, " + TOTAL_OF_COMPANY_2,
    "snake, " + TOTAL_OF_COMPANY_2,
    "camel, " + TOTAL_OF_COMPANY_2,
  })
  void checkAuthSaysWhoAsks(String authorization, String total) {
    HttpResponse<String> response = server.load(TOTAL, "Authorization", authorization);

    assertThat(total(response)).isEqualTo(total);
  }

  @ParameterizedTest
  @CsvSource({
    "error, 500, Error: custom auth failure",
    "status, 500, Error: teapot",
    "type, 500, ReferenceError: undefinedName is not defined",
    "text, 500, a plain text",
    "number, 500, Error: the security context that checkAuth gives must be an object",
    "function, 500, Error: the security context that checkAuth gives must not contain a function",
    "nothing, 403, Invalid token",
    "null, 403, Invalid token",
    ", 403, Authorization header isn't set",
  })
  void checkAuthLetsNobodyElseIn(String authorization, int status, String error) {
    HttpResponse<String> response =
        authorization == null
            ? server.load(TOTAL)
            : server.load(TOTAL, "Authorization", authorization);

    assertError(response, status, error);
  }

  @Test
  void aHookThatNeverEndsIsEnded() {
    assertError(
        server.load(TOTAL, "Authorization", "endless"),
        500,
        "Error: checkAuth took longer than 5 seconds");
    assertThat(total(server.load(TOTAL, "Authorization", "1"))).isEqualTo(TOTAL_OF_COMPANY_1);
  }

  @Test
  void queryRewriteSeesTheNormalizedQueryAndTheExtendedContext() {
    HttpResponse<String> response =
        server.load(
            "{\"measures\":[\"orders.total\"],\"order\":{\"orders.total\":\"desc\"}}",
            "Authorization",
            "1",
            "X-Wish",
            "tell",
            "X-Region",
            "north",
            "X-Request-Id",
            "request-1");

    assertError(
        response,
        500,
        "Error: {\"query\":{\"measures\":[\"orders.total\"],"
            + "\"order\":[{\"id\":\"orders.total\",\"desc\":true}],\"timeDimensions\":[],"
            + "\"cacheMode\":\"stale-if-slow\",\"timezone\":\"UTC\",\"limit\":10000,"
            + "\"rowLimit\":10000,\"filters\":[],\"dimensions\":[]},"
            + "\"securityContext\":{\"company_id\":1,\"region\":\"north\"},"
            + "\"requestId\":\"request-1\",\"path\":\"/cubejs-api/v1/load\"}");
  }

  @Test
  void queryRewriteAddsAFilter() {
    HttpResponse<String> response =
        server.load(
            "{\"measures\":[\"orders.count\"],\"dimensions\":[\"orders.status\"],"
                + "\"order\":[[\"orders.status\",\"desc\"]]}",
            "Authorization",
            "1",
            "X-Wish",
            "open-only");

    assertThat(json(response).at("/data/0/orders.status").asString()).isEqualTo("open");
    assertThat(json(response).path("data").size()).isEqualTo(1);
    assertThat(json(response).at("/query/filters/0/member").asString()).isEqualTo("orders.status");
    assertThat(json(response).at("/query/order/0/desc").asBoolean()).isTrue();
  }

  @Test
  void queryRewriteIsAskedForEachComparedRange() {
    String query =
        "{\"measures\":[\"orders.count\"],\"dimensions\":[\"orders.status\"],"
            + "\"timeDimensions\":[{\"dimension\":\"orders.created_at\",\"compareDateRange\":"
            + "[[\"2026-01-01\",\"2026-01-10\"],[\"2026-01-11\",\"2026-01-20\"]]}]}";

    HttpResponse<String> response =
        server.get(
            "/cubejs-api/v1/load?queryType=multi&query=" + encoded(query),
            "Authorization",
            "1",
            "X-Wish",
            "open-only");

    assertThat(json(response).path("results").size()).isEqualTo(2);
    json(response)
        .path("results")
        .forEach(
            result -> {
              assertThat(result.path("data").size()).isEqualTo(1);
              assertThat(result.at("/data/0/orders.status").asString()).isEqualTo("open");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refuse | 500 | Error: You shall not pass",
        "null | 500 | Error: queryTransformer returned null query. Please check your"
            + " queryTransformer implementation",
        "bad-filter | 400 | Invalid query format: \"filters[0]\" does not match any of the allowed"
            + " types",
        "empty | 400 | Query should contain either measures, dimensions or timeDimensions with"
            + " granularities in order to be valid",
        "bad-extension | 500 | Error: the result of extendContext must be an object",
        "become-nobody | 403 | Invalid token",
        "app-throws | 500 | Error: no app",
        "app-number | 500 | Error: contextToAppId must return a text that is not empty",
        "no-orchestrator | 500 | Error: contextToOrchestratorId must return a text that is not"
            + " empty",
      })
  void aHookThatFailsAnswersNothing(String wish, int status, String error) {
    assertError(server.load(TOTAL, "Authorization", "1", "X-Wish", wish), status, error);
  }

  @Test
  void extendContextMayReplaceTheSecurityContext() {
    HttpResponse<String> response = server.load(TOTAL, "Authorization", "1", "X-Wish", "become-2");

    assertThat(total(response)).isEqualTo(TOTAL_OF_COMPANY_2);
  }

  @Test
  void eachTenantHasTheModelOfItsContext() {
    for (String company : new String[] {"1", "2", "1"}) {
      HttpResponse<String> meta = server.get("/cubejs-api/v1/meta", "Authorization", company);

      assertThat(json(meta).path("cubes").findValuesAsString("name"))
          .contains("company" + company)
          .doesNotContain("company" + (company.equals("1") ? "2" : "1"));
    }
  }

  @Test
  void tenantsWithDifferentOrchestratorsDoNotShareResults() {
    String first = dice("3");
    String again = dice("3");

    assertThat(again).isEqualTo(first);
    assertThat(dice("4")).isNotEqualTo(first);
  }

  private static String dice(String company) {
    String member = "company" + company + ".dice";
    HttpResponse<String> response =
        server.load("{\"measures\":[\"" + member + "\"]}", "Authorization", company);
    return json(response).path("data").get(0).path(member).asString();
  }

  @ParameterizedTest
  @CsvSource({
    "no-data, 403, API scope is missing: data",
    "wrong-scope, 500, Error: A user-defined contextToApiScopes function returns a wrong scope:"
        + " everything",
    "no-list, 500, Error: A user-defined contextToApiScopes function returns an inconsistent type.",
  })
  void contextToApiScopesLimitsTheApi(String region, int status, String error) {
    assertError(server.load(TOTAL, "Authorization", "1", "X-Region", region), status, error);
  }

  @Test
  void aScopeThatIsGivenCanBeUsed() {
    HttpResponse<String> meta =
        server.get("/cubejs-api/v1/meta", "Authorization", "1", "X-Region", "no-data");

    assertThat(meta.statusCode()).isEqualTo(200);
  }

  private static void assertError(HttpResponse<String> response, int status, String error) {
    assertThat(json(response).path("error").asString()).isEqualTo(error);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).size()).isEqualTo(1);
  }

  private static String total(HttpResponse<String> response) {
    return json(response).at("/data/0/orders.total").asString();
  }
}
