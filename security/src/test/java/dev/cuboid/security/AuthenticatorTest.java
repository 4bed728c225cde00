package dev.cuboid.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

  private static TestProvider provider;

  private final AtomicReference<Instant> now = new AtomicReference<>(TestProvider.NOW);
  private final InstantSource clock = now::get;
  private Authenticator authenticator;

  @BeforeAll
  static void startProvider() throws Exception {
    provider = TestProvider.start();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @BeforeEach
  void create() {
    provider.serveText(200, "");
    provider.serve(provider.key);
    authenticator = Authenticator.create(provider.config(false, false), clock);
  }

  @AfterEach
  void close() {
    authenticator.close();
  }

  @Test
  void aGoodTokenGivesTheObjectAtTheNamespace() throws Exception {
    assertThat(accepted(provider.good()).values()).isEqualTo(Map.of("company_id", 7));
  }

  @Test
  void theNamespaceMayBeTheJsonTextThatCognitoDelivers() throws Exception {
    Map<String, Object> claims = TestProvider.claims();
    claims.put(TestProvider.NAMESPACE, "{\"company_id\":\"7\"}");
    assertThat(accepted(provider.token(TestProvider.header(), claims)).values())
        .isEqualTo(Map.of("company_id", "7"));
  }

  @Test
  void aTokenIsBadInDevelopmentModeToo() {
    try (Authenticator development = Authenticator.create(provider.config(true, false), clock)) {
      for (String token : List.of("Bearer", "abc", "a.b.c")) {
        assertThat(development.authenticate(Optional.of(token)))
            .isInstanceOfSatisfying(
                AuthenticationResult.Rejected.class,
                rejected ->
                    assertThat(rejected.rejection().clientMessage()).isEqualTo("Invalid token"));
      }
      assertThat(development.authenticate(Optional.of(" ")))
          .isEqualTo(new AuthenticationResult.Rejected(Rejection.missing()));
    }
  }

  @Test
  void aTokenWithoutTheNamespaceIsEmptyWhereThatIsAllowed() throws Exception {
    Map<String, Object> claims = TestProvider.claims();
    claims.remove(TestProvider.NAMESPACE);
    try (Authenticator lenient = Authenticator.create(provider.config(false, true), clock)) {
      assertThat(lenient.authenticate(Optional.of(provider.token(TestProvider.header(), claims))))
          .isInstanceOfSatisfying(
              AuthenticationResult.Authenticated.class,
              good -> assertThat(good.context().values()).isEmpty());
    }
  }

  @Test
  void theLegacyContextIsMergedIntoTheClaims() {
    AuthenticationConfig secret =
        new AuthenticationConfig(
            false,
            Optional.empty(),
            List.of("a-secret-of-at-least-thirty-two-bytes"),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Duration.ofHours(1),
            Optional.empty());
    Map<String, Object> claims =
        Map.of("exp", 4_102_444_800L, "company_id", 1, "u", Map.of("company_id", 2));
    String token =
        Hs256.sign(
            claims, "a-secret-of-at-least-thirty-two-bytes".getBytes(StandardCharsets.UTF_8));
    try (Authenticator hs256 = Authenticator.create(secret, clock)) {
      assertThat(hs256.authenticate(Optional.of(token)))
          .isInstanceOfSatisfying(
              AuthenticationResult.Authenticated.class,
              good ->
                  assertThat(good.context().values())
                      .isEqualTo(Map.of("exp", 4_102_444_800L, "company_id", 2)));
    }
  }

  @Test
  void aForgedTokenIsForgedUntilTheKeysAreOthers() throws Exception {
    RSAKey next = TestProvider.newKey("kid1");
    String token =
        TestProvider.sign(
            TestProvider.json(TestProvider.header()),
            TestProvider.json(TestProvider.claims()),
            next.toPrivateKey());
    Rejection first = rejected(token);
    assertThat(first.code()).isEqualTo(ReasonCode.SIGNATURE);
    assertThat(rejected(token)).isEqualTo(first);

    provider.serve(next);
    now.set(TestProvider.NOW.plus(Duration.ofMinutes(20)));

    assertThat(accepted(token).values()).isEqualTo(Map.of("company_id", 7));
    assertThat(rejected(provider.good()).code()).isEqualTo(ReasonCode.SIGNATURE);
  }

  @Test
  void aRejectionIsOneLineThatNamesReasonIssuerKeyAndRequest() throws Exception {
    Map<String, Object> claims = TestProvider.claims();
    claims.put("exp", TestProvider.NOW.getEpochSecond() - 60);
    assertThat(rejected(provider.token(TestProvider.header(), claims)).logLine("id-1\n2"))
        .isEqualTo(
            "request refused: reason=EXPIRED issuer="
                + TestProvider.ISSUER
                + " kid=kid1 request=id-1?2: the token expired at 2026-11-23T11:59:00Z");
  }

  @Test
  void nothingThatAStrangerSentBreaksALineOfTheLog() throws Exception {
    Map<String, Object> claims = TestProvider.claims();
    claims.put("iss", "x\nforged line\u001b[31m" + "y".repeat(3000));
    Rejection rejection = rejected(provider.token(TestProvider.header(), claims));
    assertThat(rejection.detail())
        .startsWith("the issuer is x?forged line?[31m")
        .hasSizeLessThan(400);
    claims.put("iss", TestProvider.ISSUER);
    claims.put("aud", List.of("a\r\nb"));
    assertThat(rejected(provider.token(TestProvider.header(), claims)).detail())
        .isEqualTo("the audience is a??b, expected " + TestProvider.CLIENT);
  }

  @Test
  void cognitosGroupsAreTheGroups() throws Exception {
    Map<String, Object> claims = TestProvider.claims();
    claims.put("cognito:groups", List.of("analysts", "admins"));
    assertThat(accepted(provider.token(TestProvider.header(), claims)).groups())
        .containsExactly("analysts", "admins");
  }

  @Test
  void anAccessTokenOfCognitoNamesItsClientElsewhere() throws Exception {
    Map<String, Object> claims = TestProvider.claims();
    claims.remove("aud");
    claims.put("token_use", "access");
    claims.put("client_id", TestProvider.CLIENT);
    assertThat(accepted(provider.token(TestProvider.header(), claims)).values())
        .containsEntry("company_id", 7);
  }

  @Test
  void anAccessTokenOfALocalPoolDoesSoToo() throws Exception {
    String issuer = "http://localhost:9229/us-east-1_Local0001";
    Map<String, Object> claims = TestProvider.claims();
    claims.remove("aud");
    claims.put("iss", issuer);
    claims.put("token_use", "access");
    claims.put("client_id", TestProvider.CLIENT);
    AuthenticationConfig pool = forIssuer(issuer);
    try (Authenticator local = Authenticator.create(pool, clock)) {
      String token = provider.token(TestProvider.header(), claims);
      assertThat(local.authenticate(Optional.of(token)))
          .isInstanceOf(AuthenticationResult.Authenticated.class);
      claims.put("client_id", "another");
      assertThat(local.authenticate(Optional.of(provider.token(TestProvider.header(), claims))))
          .isInstanceOfSatisfying(
              AuthenticationResult.Rejected.class,
              rejected -> assertThat(rejected.rejection().code()).isEqualTo(ReasonCode.AUDIENCE));
    }
  }

  @Test
  void whoIsNotCognitoMustNameTheAudienceAsOthersDo() throws Exception {
    Map<String, Object> claims = TestProvider.claims();
    claims.remove("aud");
    claims.put("iss", "https://example.auth0.com/");
    claims.put("token_use", "access");
    claims.put("client_id", TestProvider.CLIENT);
    try (Authenticator other =
        Authenticator.create(forIssuer("https://example.auth0.com/"), clock)) {
      assertThat(other.authenticate(Optional.of(provider.token(TestProvider.header(), claims))))
          .isInstanceOfSatisfying(
              AuthenticationResult.Rejected.class,
              rejected -> assertThat(rejected.rejection().code()).isEqualTo(ReasonCode.AUDIENCE));
    }
  }

  private static AuthenticationConfig forIssuer(String issuer) {
    return new AuthenticationConfig(
        false,
        Optional.of(provider.uri()),
        List.of(),
        List.of("RS256"),
        List.of(issuer),
        Optional.of(TestProvider.CLIENT),
        Optional.empty(),
        Optional.of(TestProvider.NAMESPACE),
        false,
        Duration.ofHours(1),
        Optional.empty());
  }

  @Test
  void aRequestWithoutATokenIsAnsweredInDevelopmentModeOnly() {
    assertThat(authenticator.authenticate(Optional.empty()))
        .isEqualTo(new AuthenticationResult.Rejected(Rejection.missing()));
    try (Authenticator development = Authenticator.create(provider.config(true, false), clock)) {
      assertThat(development.authenticate(Optional.empty()))
          .isEqualTo(new AuthenticationResult.Anonymous());
    }
  }

  @Test
  void aFloodOfUnknownKeysMakesNoFloodOfFetches() throws Exception {
    accepted(provider.good());
    now.set(TestProvider.NOW.plusSeconds(120));
    int before = provider.fetches.get();
    for (int i = 0; i < 200; i++) {
      Map<String, Object> header = TestProvider.header();
      header.put("kid", "unknown-" + i);
      rejected(provider.token(header, TestProvider.claims()));
    }
    assertThat(provider.fetches.get() - before).isEqualTo(1);
  }

  @Test
  void aFloodOfUnknownKeysHidesANewKeyForTenSecondsOnly() throws Exception {
    accepted(provider.good());
    Map<String, Object> header = TestProvider.header();
    header.put("kid", "unknown");
    rejected(provider.token(header, TestProvider.claims()));
    var next = TestProvider.newKey("kid9");
    provider.serve(next);
    header.put("kid", "kid9");
    String fresh =
        TestProvider.sign(
            TestProvider.json(header),
            TestProvider.json(TestProvider.claims()),
            next.toPrivateKey());
    now.set(TestProvider.NOW.plusSeconds(9));
    assertThat(rejected(fresh).code()).isEqualTo(ReasonCode.UNKNOWN_KEY);
    now.set(TestProvider.NOW.plusSeconds(10));
    assertThat(accepted(fresh).values()).containsEntry("company_id", 7);
  }

  @Test
  void aRotatedKeyIsFetchedAndARemovedOneEndsItsTokens() throws Exception {
    String old = provider.good();
    accepted(old);
    var next = TestProvider.newKey("kid9");
    provider.serve(next);
    Map<String, Object> header = TestProvider.header();
    header.put("kid", "kid9");
    String fresh =
        TestProvider.sign(
            TestProvider.json(header),
            TestProvider.json(TestProvider.claims()),
            next.toPrivateKey());
    assertThat(accepted(fresh).values()).containsEntry("company_id", 7);
    assertThat(rejected(old).code()).isEqualTo(ReasonCode.UNKNOWN_KEY);
  }

  @Test
  void theLastGoodKeysOutliveAnOutageForABoundedTime() throws Exception {
    accepted(provider.good());
    provider.serveText(500, "down");
    now.set(TestProvider.NOW.plusSeconds(1200));
    assertThat(accepted(provider.good()).values()).containsEntry("company_id", 7);
    now.set(TestProvider.NOW.plusSeconds(600 + 3600 + 1));
    Map<String, Object> claims = TestProvider.claims();
    claims.put("exp", TestProvider.NOW.getEpochSecond() + 100_000);
    assertThat(rejected(provider.token(TestProvider.header(), claims)).code())
        .isEqualTo(ReasonCode.KEYS_UNAVAILABLE);
  }

  @Test
  void withoutAKeySetSecretsVerifyAndTheirRotationWorks() {
    AuthenticationConfig secrets =
        new AuthenticationConfig(
            false,
            Optional.empty(),
            List.of(
                "new-secret-of-at-least-32-bytes-length", "old-secret-of-at-least-32-bytes-length"),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Duration.ofHours(1),
            Optional.empty());
    try (Authenticator hs256 = Authenticator.create(secrets, clock)) {
      Map<String, Object> claims =
          Map.of("company_id", 7, "exp", TestProvider.NOW.getEpochSecond() + 60);
      String token =
          Hs256.sign(
              claims, "old-secret-of-at-least-32-bytes-length".getBytes(StandardCharsets.UTF_8));
      assertThat(hs256.authenticate(Optional.of(token)))
          .isInstanceOf(AuthenticationResult.Authenticated.class);
      String forged = Hs256.sign(claims, "guess".getBytes(StandardCharsets.UTF_8));
      assertThat(hs256.authenticate(Optional.of(forged)))
          .isInstanceOf(AuthenticationResult.Rejected.class);
    }
  }

  @Test
  void aPlaygroundTokenCarriesTheTypedContext() {
    String token =
        PlaygroundTokens.sign(
            Map.of("company_id", 3), "playground-secret-of-at-least-32-bytes", TestProvider.NOW);
    SecurityContext context = accepted(token);
    assertThat(context.values()).containsEntry("company_id", 3);
    assertThat(context.signedByPlayground()).isTrue();
    String forged = PlaygroundTokens.sign(Map.of("company_id", 3), "guess", TestProvider.NOW);
    assertThat(rejected(forged).code()).isEqualTo(ReasonCode.ALGORITHM);
  }

  @Test
  void aRefreshTokenIsCalledByItsName() {
    TokenExplanation explanation = authenticator.explain("a.b.c.d.e");
    assertThat(explanation.accepted()).isFalse();
    assertThat(explanation.checks())
        .singleElement()
        .satisfies(
            check ->
                assertThat(check.advice())
                    .contains("this looks like a refresh token: paste the ID token"));
  }

  @Test
  void anAccessTokenAndATokenOfAnotherPlaygroundAreCalledByTheirNames() throws Exception {
    Map<String, Object> claims = TestProvider.claims();
    claims.remove("aud");
    claims.put("token_use", "access");
    claims.put("client_id", "another");
    assertThat(advice(provider.token(TestProvider.header(), claims)))
        .containsExactly(
            "this is an access token; take the ID token, or set CUBEJS_JWT_AUDIENCE to the app"
                + " client id");
    assertThat(advice(Hs256.sign(TestProvider.claims(), new byte[32])))
        .containsExactly(
            "this token was signed with a secret (as Cube's Playground does), but keys of a"
                + " provider are configured (CUBEJS_JWK_URL): take a token of your provider");
  }

  private List<String> advice(String token) {
    return authenticator.explain(token).checks().stream()
        .filter(check -> check.outcome() == TokenExplanation.Outcome.FAILED)
        .map(check -> check.advice().orElse(""))
        .toList();
  }

  @Test
  void whatIsExplainedIsWhatIsDecided() throws Exception {
    TokenExplanation explanation = authenticator.explain(provider.good());
    assertThat(explanation.accepted()).isTrue();
    assertThat(explanation.context()).contains(accepted(provider.good()));
  }

  @Test
  void theExplanationNamesTheOldGuidesMistakes() throws Exception {
    AuthenticationConfig guide =
        new AuthenticationConfig(
            true,
            Optional.of(provider.uri()),
            List.of(),
            List.of("RS256"),
            List.of("https://example.auth0.com/"),
            Optional.of("http://localhost:4000"),
            Optional.empty(),
            Optional.of("http://localhost:4000"),
            false,
            Duration.ofHours(1),
            Optional.empty());
    try (Authenticator old = Authenticator.create(guide, clock)) {
      TokenExplanation explanation = old.explain(provider.good());
      assertThat(explanation.accepted()).isFalse();
      assertThat(explanation.checks())
          .filteredOn(check -> check.outcome() == TokenExplanation.Outcome.FAILED)
          .extracting(check -> check.name() + ": " + check.advice().orElse(""))
          .containsExactly(
              "issuer: the old guide's issuer is Auth0's; for Cognito set CUBEJS_JWT_ISSUER="
                  + TestProvider.ISSUER,
              "audience: the old guide's audience is the application's URL; the audience of a"
                  + " Cognito token is the app client id: set CUBEJS_JWT_AUDIENCE="
                  + TestProvider.CLIENT,
              "claims namespace: they differ by the last slash: set"
                  + " CUBEJS_JWT_CLAIMS_NAMESPACE="
                  + TestProvider.NAMESPACE);
    }
  }

  private SecurityContext accepted(String token) {
    AuthenticationResult result = authenticator.authenticate(Optional.of(token));
    assertThat(result).isInstanceOf(AuthenticationResult.Authenticated.class);
    return ((AuthenticationResult.Authenticated) result).context();
  }

  private Rejection rejected(String token) {
    AuthenticationResult result = authenticator.authenticate(Optional.of(token));
    assertThat(result).isInstanceOf(AuthenticationResult.Rejected.class);
    return ((AuthenticationResult.Rejected) result).rejection();
  }
}
