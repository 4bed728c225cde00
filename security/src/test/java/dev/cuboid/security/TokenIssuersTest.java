package dev.cuboid.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIssuersTest {

  private static final String OTHER = "https://tenant.example.com/";

  private TestProvider first;
  private TestProvider second;

  @BeforeEach
  void start() throws Exception {
    first = TestProvider.start();
    second = TestProvider.start();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  @Test
  void eachIssuersTokensAreJudgedByItsOwnRules() throws Exception {
    try (Authenticator authenticator = both()) {
      assertThat(accepted(authenticator, first.good()).values()).isEqualTo(Map.of("company_id", 7));
      Map<String, Object> claims = claimsOfOther();
      SecurityContext context =
          accepted(authenticator, second.token(TestProvider.header(), claims));
      assertThat(context.values()).isEqualTo(Map.of("tenant", "acme"));
      assertThat(context.groups()).containsExactly("buyers");
    }
  }

  @Test
  void noIssuerMaySpeakForAnother() throws Exception {
    try (Authenticator authenticator = both()) {
      String forged = second.token(TestProvider.header(), TestProvider.claims());
      assertThat(rejected(authenticator, forged).code()).isEqualTo(ReasonCode.SIGNATURE);
      String alsoForged = first.token(TestProvider.header(), claimsOfOther());
      assertThat(rejected(authenticator, alsoForged).code()).isEqualTo(ReasonCode.SIGNATURE);
    }
  }

  @Test
  void anIssuerThatNobodyNamedIsRefused() throws Exception {
    try (Authenticator authenticator = both()) {
      Map<String, Object> claims = TestProvider.claims();
      claims.put("iss", "https://evil.example");
      Rejection rejection = rejected(authenticator, first.token(TestProvider.header(), claims));
      assertThat(rejection.code()).isEqualTo(ReasonCode.ISSUER);
      assertThat(rejection.detail())
          .isEqualTo(
              "the issuer is https://evil.example, expected "
                  + TestProvider.ISSUER
                  + " or "
                  + OTHER);
      assertThat(authenticator.explain(first.token(TestProvider.header(), claims)).accepted())
          .isFalse();
    }
  }

  @Test
  void aSecretDoesNotOpenWhatAProviderGuards() {
    AuthenticationConfig config = config(Optional.empty()).withProviders(List.of(other()));
    try (Authenticator authenticator = Authenticator.create(config, () -> TestProvider.NOW)) {
      String token =
          Hs256.sign(
              Map.of("exp", TestProvider.NOW.getEpochSecond() + 60),
              "a-secret-of-at-least-thirty-two-bytes".getBytes(StandardCharsets.UTF_8));
      assertThat(rejected(authenticator, token).code()).isEqualTo(ReasonCode.ALGORITHM);
    }
  }

  @Test
  void theUserPoolsIdSaysWhereItsKeysAre() {
    TokenIssuer pool = TokenIssuer.cognito("us-east-1_AbC123", List.of("client"));
    assertThat(pool.issuers())
        .containsExactly("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC123");
    assertThat(pool.keys())
        .isEqualTo(
            new KeySource.PublishedKeys(
                URI.create(
                    "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC123/.well-known/jwks.json")));
    assertThat(pool.tokenUses()).containsExactly("id", "access");
    assertThat(TokenIssuer.cognito("us-east-1_AbC123", List.of()).tokenUses())
        .containsExactly("id");
    assertThat(TokenIssuer.cognito("cn-north-1_x", List.of()).issuers())
        .containsExactly("https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my pool",
        "AbC123",
        "us-east-1",
        "us-east-1_a/../b",
        "evil.example/_x",
        "arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_AbC"
      })
  void whatIsNoIdOfAUserPoolIsNotTaken(String text) {
    assertThatThrownBy(() -> TokenIssuer.cognito(text, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no id of a user pool");
  }

  @ParameterizedTest
  @CsvSource({
    "id, true",
    "access, false",
    "refresh, false",
    "'', false",
  })
  void theKindOfTokenCanBeLimited(String use, boolean taken) throws Exception {
    Map<String, Object> claims = claimsOfOther();
    claims.put("token_use", use);
    AuthenticationConfig config =
        config(Optional.empty()).withProviders(List.of(other().withTokenUses(List.of("id"))));
    try (Authenticator authenticator = Authenticator.create(config, () -> TestProvider.NOW)) {
      String token = second.token(TestProvider.header(), claims);
      if (taken) {
        accepted(authenticator, token);
      } else {
        assertThat(rejected(authenticator, token).code()).isEqualTo(ReasonCode.TOKEN_USE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
  void everyAlgorithmOfTheListVerifies(String name) throws Exception {
    JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
    JWK key = keyFor(algorithm);
    second.serve(key);
    AuthenticationConfig config =
        config(Optional.empty()).withProviders(List.of(other().withAlgorithms(List.of(name))));
    try (Authenticator authenticator = Authenticator.create(config, () -> TestProvider.NOW)) {
      JWSObject token =
          new JWSObject(
              new JWSHeader.Builder(algorithm).keyID("k").build(), new Payload(claimsOfOther()));
      JWSSigner signer =
          key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner((RSAKey) key);
      token.sign(signer);
      accepted(authenticator, token.serialize());
    }
  }

  @Test
  void edwardsCurvesVerify() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    for (int i = 0; i < 20; i++) {
      KeyPair pair = generator.generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      Base64URL x =
          Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
      second.serve(new OctetKeyPair.Builder(Curve.Ed25519, x).keyID("k").build());
      AuthenticationConfig config =
          config(Optional.empty()).withProviders(List.of(other().withAlgorithms(List.of("EdDSA"))));
      try (Authenticator authenticator = Authenticator.create(config, () -> TestProvider.NOW)) {
        String signed =
            TestProvider.encode("{\"alg\":\"EdDSA\",\"kid\":\"k\"}")
                + "."
                + TestProvider.encode(TestProvider.json(claimsOfOther()));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        accepted(authenticator, signed + "." + Base64URL.encode(signature.sign()));
      }
    }
  }

  @Test
  void aKeyIsForItsAlgorithmOnly() throws Exception {
    ECKey curve = new ECKeyGenerator(Curve.P_256).keyID("kid1").generate();
    second.serve(curve);
    AuthenticationConfig config = config(Optional.empty()).withProviders(List.of(other()));
    try (Authenticator authenticator = Authenticator.create(config, () -> TestProvider.NOW)) {
      String token = second.token(TestProvider.header(), claimsOfOther());
      assertThat(rejected(authenticator, token).code()).isEqualTo(ReasonCode.KEY_MISMATCH);
    }
  }

  @Test
  void theConfigurationOfTheOldGuideIsFoundWrong() {
    String pool = "http://127.0.0.1:1/us-east-1_Local";
    AuthenticationConfig guide =
        new AuthenticationConfig(
            false,
            Optional.of(URI.create(pool + "/.well-known/jwks.json")),
            List.of(),
            List.of("RS256", "HS256"),
            List.of("https://example.auth0.com/"),
            Optional.of("http://localhost:4000"),
            Optional.empty(),
            Optional.empty(),
            true,
            Duration.ofHours(1),
            Optional.empty());
    try (Authenticator authenticator = Authenticator.create(guide, () -> TestProvider.NOW)) {
      assertThat(authenticator.examineConfiguration())
          .allSatisfy(
              check -> assertThat(check.outcome()).isEqualTo(TokenExplanation.Outcome.FAILED))
          .extracting(TokenExplanation.Check::name)
          .containsExactly(
              "keys of " + pool + "/.well-known/jwks.json",
              "algorithms",
              "issuer",
              "audience",
              "claims namespace");
      assertThat(authenticator.examineConfiguration())
          .extracting(check -> check.advice().orElse(""))
          .contains("the old guide's issuer is Auth0's; for Cognito set CUBEJS_JWT_ISSUER=" + pool);
    }
  }

  @Test
  void aSoundConfigurationPasses() {
    AuthenticationConfig config = config(Optional.empty()).withProviders(List.of(other()));
    try (Authenticator authenticator = Authenticator.create(config, () -> TestProvider.NOW)) {
      assertThat(authenticator.examineConfiguration())
          .isNotEmpty()
          .allSatisfy(
              check -> assertThat(check.outcome()).isNotEqualTo(TokenExplanation.Outcome.FAILED));
    }
  }

  @Test
  void blankSecretsAreNoSecrets() {
    AuthenticationConfig config =
        new AuthenticationConfig(
            false,
            Optional.empty(),
            List.of("", " "),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Duration.ofHours(1),
            Optional.of(""));
    assertThat(config.secrets()).isEmpty();
    assertThat(config.playgroundSecret()).isEmpty();
    try (Authenticator authenticator = Authenticator.create(config, () -> TestProvider.NOW)) {
      String token = Hs256.sign(TestProvider.claims(), new byte[] {' '});
      assertThat(rejected(authenticator, token).code()).isEqualTo(ReasonCode.NOT_CONFIGURED);
    }
  }

  private Authenticator both() {
    AuthenticationConfig config = config(Optional.of(first.uri())).withProviders(List.of(other()));
    return Authenticator.create(config, () -> TestProvider.NOW);
  }

  private static AuthenticationConfig config(Optional<URI> jwkUrl) {
    return new AuthenticationConfig(
        false,
        jwkUrl,
        List.of("a-secret-of-at-least-thirty-two-bytes"),
        List.of(),
        List.of(TestProvider.ISSUER),
        Optional.of(TestProvider.CLIENT),
        Optional.empty(),
        Optional.of(TestProvider.NAMESPACE),
        false,
        Duration.ofHours(1),
        Optional.empty());
  }

  private TokenIssuer other() {
    return new TokenIssuer(
        new KeySource.PublishedKeys(second.uri()),
        List.of("RS256"),
        List.of(OTHER),
        List.of("other-client", "third-client"),
        List.of(),
        Optional.empty(),
        Optional.of("tenant-context"),
        false,
        "roles",
        Duration.ofHours(1));
  }

  private static Map<String, Object> claimsOfOther() {
    Map<String, Object> claims = TestProvider.claims();
    claims.remove(TestProvider.NAMESPACE);
    claims.put("iss", OTHER);
    claims.put("aud", List.of("somebody", "third-client"));
    claims.put("tenant-context", Map.of("tenant", "acme"));
    claims.put("roles", List.of("buyers"));
    return claims;
  }

  private static JWK keyFor(JWSAlgorithm algorithm) throws Exception {
    if (!JWSAlgorithm.Family.EC.contains(algorithm)) {
      return TestProvider.newKey("k");
    }
    Curve curve = Curve.forJWSAlgorithm(algorithm).iterator().next();
    return new ECKeyGenerator(curve).keyID("k").algorithm(algorithm).generate();
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
