package dev.cuboid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.security.Hs256;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way into a production server with each state of a token: none answers without a good one.
 */
class WaysInTest {

  private static final String QUERY = "{\"measures\":[\"orders.count\"]}";
  private static final String PARAMETER = "?query=" + TestServer.encoded(QUERY);
  private static final String BODY = "{\"query\":" + QUERY + "}";
  private static final String API = "/cubejs-api/v1";

  private static TestIssuer issuer;
  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    issuer = TestIssuer.start();
    server = issuer.trustedBy(TestProject.shop(folder)).with("NODE_ENV", "production").start();
  }

  @AfterAll
  static void stop() {
    server.close();
    issuer.close();
  }

  /** A way in, and what it answers to who may not come in. */
  record WayIn(String method, String path, int refusal) {

    HttpResponse<String> ask(String... headers) {
      return method.equals("GET") ? server.get(path, headers) : server.post(path, BODY, headers);
    }

    @Override
    public String toString() {
      return method + " " + path.replace(PARAMETER, "");
    }
  }

  private static List<WayIn> waysIn() {
    return List.of(
        new WayIn("GET", API + "/load" + PARAMETER, 403),
        new WayIn("POST", API + "/load", 403),
        new WayIn("GET", API + "/subscribe" + PARAMETER, 403),
        new WayIn("GET", API + "/sql" + PARAMETER, 403),
        new WayIn("POST", API + "/sql", 403),
        new WayIn("GET", API + "/dry-run" + PARAMETER, 403),
        new WayIn("POST", API + "/dry-run", 403),
        new WayIn("GET", API + "/meta", 403),
        new WayIn("GET", API + "/meta?extended", 403),
        new WayIn("POST", API + "/pre-aggregations/jobs", 403),
        new WayIn("POST", "/playground/token", 404),
        new WayIn("POST", "/playground/token/explain", 404),
        new WayIn("GET", "/playground/context", 404),
        new WayIn("GET", "/playground/files", 404),
        new WayIn("GET", "/cubejs-system/v1/context", 404));
  }

  /** The headers of a request, by what is wrong with them. */
  private static Map<String, String[]> tokens() {
    Map<String, Object> claims = TestIssuer.claims(Map.of("company_id", 1));
    Map<String, String[]> tokens = new LinkedHashMap<>();
    tokens.put("none", new String[0]);
    tokens.put("empty", header(""));
    tokens.put("blank", header("Bearer "));
    tokens.put("garbage", header("Bearer garbage"));
    tokens.put("encrypted", header("a.b.c.d.e"));
    tokens.put("unsigned", header(TestIssuer.unsigned(claims)));
    tokens.put("forged", header(TestIssuer.forged(claims)));
    tokens.put("expired", header(issuer.token(with(claims, "exp", 1_700_000_000L))));
    tokens.put("of another issuer", header(issuer.token(with(claims, "iss", "https://x.example"))));
    tokens.put("for another client", header(issuer.token(with(claims, "aud", "another"))));
    tokens.put(
        "signed with a secret",
        header(Hs256.sign(claims, "a secret".getBytes(StandardCharsets.UTF_8))));
    tokens.put("in a cookie", new String[] {"Cookie", "authorization=" + issuer.tokenOf(1)});
    return tokens;
  }

  static Stream<Arguments> cells() {
    Map<String, String[]> tokens = tokens();
    return waysIn().stream()
        .flatMap(
            wayIn ->
                tokens.entrySet().stream()
                    .map(token -> Arguments.of(wayIn, token.getKey(), token.getValue())));
  }

  @ParameterizedTest(name = "{0}, token: {1}")
  @MethodSource("cells")
  void nobodyComesInWithoutAGoodToken(WayIn wayIn, String state, String[] headers) {
    HttpResponse<String> response = wayIn.ask(headers);

    assertThat(response.statusCode()).isEqualTo(wayIn.refusal());
    if (wayIn.refusal() == 403) {
      assertThat(response.body())
          .isIn("{\"error\":\"Invalid token\"}", "{\"error\":\"Authorization header isn't set\"}");
    }
  }

  @ParameterizedTest
  @MethodSource("waysIn")
  void aTokenInTheAddressIsNone(WayIn wayIn) {
    String separator = wayIn.path().contains("?") ? "&" : "?";
    WayIn withToken =
        new WayIn(
            wayIn.method(),
            wayIn.path() + separator + "authorization=" + issuer.tokenOf(1),
            wayIn.refusal());

    assertThat(withToken.ask().statusCode()).isEqualTo(wayIn.refusal());
  }

  private static String[] header(String value) {
    return new String[] {"Authorization", value};
  }

  private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.put(name, value);
    return changed;
  }
}
