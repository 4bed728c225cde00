package dev.cuboid.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that misbehaves in every way in which an HTTP server can. */
class ProviderFaultsTest {

  private static final Duration TIMEOUT = Duration.ofMillis(300);

  private static RSAKey key;

  private final AtomicReference<Instant> now = new AtomicReference<>(TestProvider.NOW);
  private final AtomicReference<HttpHandler> behaviour = new AtomicReference<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private ExecutorService threads;
  private HttpServer server;

  @BeforeAll
  static void makeKey() throws Exception {
    key = TestProvider.newKey("kid1");
  }

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          fetches.incrementAndGet();
          behaviour.get().handle(exchange);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    testIsOver.countDown();
    server.stop(0);
    threads.close();
  }

  /** What a provider does, and what the log must say of it. */
  record Fault(String name, String logged, HttpHandler behaviour) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Fault> faults() {
    String good = new JWKSet(key).toString();
    return List.of(
        new Fault("status 500", "status 500", answer(500, good)),
        new Fault("status 404", "status 404", answer(404, "{}")),
        new Fault("status 204", "status 204", exchange -> exchange.sendResponseHeaders(204, -1)),
        new Fault("redirect", "status 302", redirect("http://localhost:1/jwks.json")),
        new Fault("garbage", "is not one JSON object", answer(200, "<html>hello</html>")),
        new Fault("nothing", "is not a JSON object", answer(200, "")),
        new Fault("a list", "is not a JSON object", answer(200, "[]")),
        new Fault("no keys", "Unable to find keys inside response", answer(200, "{\"a\":1}")),
        new Fault("keys of no list", "Unable to find keys", answer(200, "{\"keys\":\"a\"}")),
        new Fault("keys twice", "member twice", answer(200, "{\"keys\":[],\"keys\":[]}")),
        new Fault("data behind", "JSON object", answer(200, good + "{}")),
        new Fault("huge", "", answer(200, " ".repeat(600_000) + good)),
        new Fault("closed at once", "", HttpExchange::close));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void givesNoKeysAndSaysWhy(Fault fault) throws Exception {
    behaviour.set(fault.behaviour());
    try (Authenticator authenticator = authenticator()) {
      Rejection rejection = rejected(authenticator, token("kid1"));
      assertThat(rejection.code()).isEqualTo(ReasonCode.KEYS_UNAVAILABLE);
      assertThat(rejection.detail())
          .startsWith("the keys of " + uri() + " are not available: ")
          .contains(fault.logged());
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void doesNotTakeTheLastGoodKeysAway(Fault fault) throws Exception {
    behaviour.set(answer(200, new JWKSet(key).toString()));
    try (Authenticator authenticator = authenticator()) {
      accepted(authenticator, token("kid1"));
      behaviour.set(fault.behaviour());
      now.set(TestProvider.NOW.plus(Duration.ofMinutes(30)));
      accepted(authenticator, token("kid1"));
    }
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() throws Exception {
    behaviour.set(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          waitForEndOfTest();
        });
    try (Authenticator authenticator = authenticator()) {
      Rejection rejection = rejected(authenticator, token("kid1"));
      assertThat(rejection.detail()).endsWith("no whole answer within 300 ms");
    }
  }

  @Test
  void badTokensDuringAnOutageMakeNoFloodOfFetches() throws Exception {
    behaviour.set(answer(500, ""));
    try (Authenticator authenticator = authenticator()) {
      for (int i = 0; i < 100; i++) {
        rejected(authenticator, token("kid" + i));
      }
      assertThat(fetches).hasValue(1);
    }
  }

  @Test
  void manyRequestsWithANewKeyShareOneFetch() throws Exception {
    behaviour.set(answer(200, new JWKSet(key).toString()));
    try (Authenticator authenticator = authenticator()) {
      accepted(authenticator, token("kid1"));
      RSAKey next = TestProvider.newKey("kid2");
      behaviour.set(answer(200, new JWKSet(List.of(key, next)).toString()));
      fetches.set(0);
      String token = token(next);
      Callable<AuthenticationResult> request = () -> authenticator.authenticate(Optional.of(token));
      for (Future<AuthenticationResult> result :
          threads.invokeAll(java.util.Collections.nCopies(40, request))) {
        assertThat(result.get()).isInstanceOf(AuthenticationResult.Authenticated.class);
      }
      assertThat(fetches).hasValue(1);
    }
  }

  @Test
  void keysThatCannotBeUsedDoNotDisableTheOthers() throws Exception {
    String usable = key.toPublicJWK().toJSONString();
    String unusable =
        """
        {"kty":"OKP","crv":"X448","x":"AA","kid":"a"}, {"kty":"new"}, {"kid":"b"}, "text", 7, null,
        {"kty":"oct","k":"c2VjcmV0","kid":"kid-of-a-secret","alg":"HS256"},
        {"kty":"EC","crv":"P-256","x":"AQ","y":"AQ","kid":"not-on-the-curve"}\
        """;
    RSAKey weak = new RSAKeyGenerator(1024, /* allowWeakKeys= */ true).keyID("weak").generate();
    String keys = unusable + "," + weak.toPublicJWK().toJSONString() + "," + usable;
    behaviour.set(answer(200, "{\"keys\":[" + keys + "]}"));
    try (Authenticator authenticator = authenticator()) {
      accepted(authenticator, token("kid1"));
      assertThat(rejected(authenticator, token("weak")).code()).isEqualTo(ReasonCode.WEAK_KEY);
      assertThat(rejected(authenticator, token("not-on-the-curve")).code())
          .isEqualTo(ReasonCode.UNKNOWN_KEY);
    }
  }

  @Test
  void twoKeysOfOneIdAreNone() throws Exception {
    JWKSet ambiguous = new JWKSet(List.of(TestProvider.newKey("kid1"), key));
    behaviour.set(answer(200, ambiguous.toString()));
    try (Authenticator authenticator = authenticator()) {
      assertThat(rejected(authenticator, token("kid1")).code()).isEqualTo(ReasonCode.UNKNOWN_KEY);
    }
  }

  @Test
  void keysAreNotFetchedOverAnOpenLine() throws Exception {
    AuthenticationConfig open = config(URI.create("http://keys.example/jwks.json"));
    try (Authenticator authenticator =
        Authenticator.create(open, now::get, ProviderAccess.within(TIMEOUT))) {
      assertThat(rejected(authenticator, token("kid1")).detail())
          .endsWith("keys are fetched over https only, or from this machine");
    }
  }

  @Test
  void aProviderIsFoundByItsDiscoveryDocument() throws Exception {
    String issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/tenant";
    discovery(issuer, issuer);
    try (Authenticator authenticator = openId(issuer)) {
      assertThat(accepted(authenticator, tokenOf(issuer)).issuer()).contains(issuer);
    }
  }

  @Test
  void aDiscoveryDocumentOfAnotherIssuerIsNotBelieved() throws Exception {
    String issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/tenant";
    discovery(issuer, "https://other.example");
    try (Authenticator authenticator = openId(issuer)) {
      assertThat(rejected(authenticator, tokenOf(issuer)).detail())
          .endsWith(
              "the discovery document is that of the issuer https://other.example, expected "
                  + issuer);
    }
  }

  private void discovery(String issuer, String named) {
    String document = "{\"issuer\":\"" + named + "\",\"jwks_uri\":\"" + issuer + "/keys\"}";
    String keys = new JWKSet(key).toString();
    behaviour.set(
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          boolean asksForDocument = path.equals("/tenant/.well-known/openid-configuration");
          answer(200, asksForDocument ? document : keys).handle(exchange);
        });
  }

  private Authenticator openId(String issuer) {
    AuthenticationConfig config =
        new AuthenticationConfig(
                false,
                Optional.empty(),
                List.of("a-secret-that-must-not-open-anything"),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ofHours(1),
                Optional.empty())
            .withProviders(List.of(TokenIssuer.openId(issuer, List.of(TestProvider.CLIENT))));
    return Authenticator.create(config, now::get, ProviderAccess.defaults());
  }

  private static String tokenOf(String issuer) throws Exception {
    Map<String, Object> claims = TestProvider.claims();
    claims.put("iss", issuer);
    return TestProvider.sign(
        TestProvider.json(TestProvider.header()), TestProvider.json(claims), key.toPrivateKey());
  }

  private Authenticator authenticator() {
    return Authenticator.create(config(uri()), now::get, ProviderAccess.within(TIMEOUT));
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
  }

  private static AuthenticationConfig config(URI uri) {
    return new AuthenticationConfig(
        false,
        Optional.of(uri),
        List.of(),
        List.of("RS256"),
        List.of(TestProvider.ISSUER),
        Optional.of(TestProvider.CLIENT),
        Optional.empty(),
        Optional.empty(),
        false,
        Duration.ofHours(1),
        Optional.empty());
  }

  private static HttpHandler answer(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      try (exchange) {
        exchange.getResponseBody().write(bytes);
      }
    };
  }

  private static HttpHandler redirect(String to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to);
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    };
  }

  private void waitForEndOfTest() {
    try {
      assertThat(testIsOver.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String token(String keyId) throws Exception {
    Map<String, Object> header = TestProvider.header();
    header.put("kid", keyId);
    return TestProvider.sign(
        TestProvider.json(header), TestProvider.json(TestProvider.claims()), key.toPrivateKey());
  }

  private static String token(RSAKey signer) throws Exception {
    Map<String, Object> header = TestProvider.header();
    header.put("kid", signer.getKeyID());
    return TestProvider.sign(
        TestProvider.json(header), TestProvider.json(TestProvider.claims()), signer.toPrivateKey());
  }

  private static SecurityContext accepted(Authenticator authenticator, String token) {
    AuthenticationResult result = authenticator.authenticate(Optional.of(token));
    assertThat(result).isInstanceOf(AuthenticationResult.Authenticated.class);
    return ((AuthenticationResult.Authenticated) result).context();
  }

  private static Rejection rejected(Authenticator authenticator, String token) {
    AuthenticationResult result = authenticator.authenticate(Optional.of(token));
    assertThat(result).isInstanceOf(AuthenticationResult.Rejected.class);
    return ((AuthenticationResult.Rejected) result).rejection();
  }
}
