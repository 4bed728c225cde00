package dev.cuboid.server;

import static dev.cuboid.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class TokensTest {

  private static final String COUNT = "{\"measures\":[\"orders.count\"]}";

  @TempDir private static Path folder;
  private static TestIssuer issuer;
  private static TestServer production;
  private static TestServer development;

  @BeforeAll
  static void start() throws IOException {
    issuer = TestIssuer.start();
    production =
        issuer
            .trustedBy(TestProject.shop(Files.createDirectory(folder.resolve("production"))))
            .with("NODE_ENV", "production")
            .start();
    development =
        issuer
            .trustedBy(TestProject.shop(Files.createDirectory(folder.resolve("development"))))
            .start();
  }

  @AfterAll
  static void stop() {
    production.close();
    development.close();
    issuer.close();
  }

  static Stream<Arguments> badTokens() {
    return Stream.of(
        bad("expired", claims -> with(claims, "exp", 1_700_000_000L)),
        bad("of another issuer", claims -> with(claims, "iss", TestIssuer.ISSUER + "2")),
        bad("for another audience", claims -> with(claims, "aud", "another-client")),
        bad("without an audience", claims -> without(claims, "aud")),
        bad("without the namespace", claims -> without(claims, TestIssuer.NAMESPACE)),
        bad("with a namespace that is no object", claims -> with(claims, TestIssuer.NAMESPACE, 7)),
        Arguments.of("forged", TestIssuer.forged(goodClaims())),
        Arguments.of("unsigned", TestIssuer.unsigned(goodClaims())),
        Arguments.of("no token", "nonsense"),
        Arguments.of("cut off", issuer.tokenOf(1).substring(0, 200)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void aBadTokenIsRefusedInEveryMode(String name, String token) {
    for (TestServer server : List.of(production, development)) {
      for (String endpoint : List.of("load", "sql", "dry-run")) {
        HttpResponse<String> response =
            server.get(
                "/cubejs-api/v1/" + endpoint + "?query=" + TestServer.encoded(COUNT),
                "Authorization",
                token);
        assertThat(response.statusCode()).as(endpoint).isEqualTo(403);
        assertThat(response.body()).as(endpoint).isEqualTo("{\"error\":\"Invalid token\"}");
      }
      assertThat(server.get("/cubejs-api/v1/meta", "Authorization", token).statusCode())
          .isEqualTo(403);
      assertThat(server.load(COUNT, "x-cube-authorization", token).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aRequestWithoutATokenIsAnsweredInDevelopmentModeOnly() {
    assertThat(json(development.load(COUNT)).at("/data/0/orders.count").asString())
        .isEqualTo("200");
    HttpResponse<String> refused = production.load(COUNT);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("{\"error\":\"Authorization header isn't set\"}");
  }

  @Test
  void aGoodTokenIsTakenInEveryHeaderAndForm() {
    String token = issuer.tokenOf(1);

    for (TestServer server : List.of(production, development)) {
      for (String[] header :
          new String[][] {
            {"Authorization", token},
            {"Authorization", "Bearer " + token},
            {"x-cube-authorization", token},
          }) {
        assertThat(json(server.load(COUNT, header)).at("/data/0/orders.count").asString())
            .isEqualTo("100");
      }
    }
  }

  @Test
  void theNamespaceMayHoldItsObjectAsText() {
    String token = issuer.token(TestIssuer.claims("{\"company_id\":2}"));
    String labels = "{\"dimensions\":[\"orders.label\"]}";

    HttpResponse<String> response = production.load(labels, "Authorization", token);

    assertThat(json(response).path("data"))
        .hasSize(7)
        .allSatisfy(row -> assertThat(row.path("orders.label").asString()).startsWith("c2-"));
  }

  @Test
  void aContextWithoutTheValueSeesNothing() {
    String token = issuer.token(TestIssuer.claims(Map.of("department", "sales")));

    HttpResponse<String> response = production.load(COUNT, "Authorization", token);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).at("/data/0/orders.count").asString()).isEqualTo("0");
  }

  @Test
  void theLogSaysOnceWhichValueATokenLacked(@TempDir Path other) throws IOException {
    Logger log = (Logger) LoggerFactory.getLogger("dev.cuboid.server.rest.MissingValueLog");
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    log.addAppender(appender);
    log.setLevel(Level.WARN);
    String token = issuer.token(TestIssuer.claims(Map.of("department", "sales")));
    try (TestServer server = issuer.trustedBy(TestProject.shop(other)).start()) {
      server.load(COUNT, "Authorization", token);
      server.load("{\"measures\":[\"orders.total\"]}", "Authorization", token);
      server.load(COUNT);
    } finally {
      log.setLevel(null);
      log.detachAppender(appender);
    }

    assertThat(appender.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "orders filters its rows by company_id, and the security context of a token has no"
                + " such value: it sees no rows (said once)");
  }

  @Test
  void aContextWithoutTheValueSeesAllRowsWhereThatIsAskedFor(@TempDir Path other)
      throws IOException {
    String token = issuer.token(TestIssuer.claims(Map.of("department", "sales")));
    try (TestServer lenient =
        issuer
            .trustedBy(TestProject.shop(other))
            .with("NODE_ENV", "production")
            .with("CUBOID_SECURITY_CONTEXT", "lenient")
            .start()) {

      HttpResponse<String> response = lenient.load(COUNT, "Authorization", token);

      assertThat(json(response).at("/data/0/orders.count").asString()).isEqualTo("200");
    }
  }

  @Test
  void theLogNeverHoldsAToken() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger own = (Logger) LoggerFactory.getLogger("dev.cuboid");
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    root.addAppender(appender);
    own.setLevel(Level.TRACE);
    List<String> tokens = new ArrayList<>(List.of(issuer.tokenOf(1)));
    badTokens().map(arguments -> (String) arguments.get()[1]).forEach(tokens::add);
    try {
      for (String token : tokens) {
        production.load(COUNT, "Authorization", token);
        production.load(COUNT, "x-cube-authorization", "Bearer " + token);
        development.post(
            "/playground/token/explain", "{\"token\":\"" + token + "\"}", "Authorization", token);
      }
    } finally {
      own.setLevel(null);
      root.detachAppender(appender);
    }
    List<String> lines =
        appender.list.stream()
            .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy())
            .toList();

    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("request refused: reason="));
    for (String token : tokens) {
      String payload = token.contains(".") ? token.split("\\.", -1)[1] : token;
      assertThat(lines).noneMatch(line -> line.contains(payload));
    }
  }

  private static Arguments bad(String name, UnaryOperator<Map<String, Object>> change) {
    return Arguments.of(name, issuer.token(change.apply(goodClaims())));
  }

  private static Map<String, Object> goodClaims() {
    return TestIssuer.claims(Map.of("company_id", 1));
  }

  private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, Object> without(Map<String, Object> claims, String name) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.remove(name);
    return changed;
  }
}
