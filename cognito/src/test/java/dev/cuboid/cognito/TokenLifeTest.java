package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How long tokens live, and what ends them before. */
class TokenLifeTest {

  private TestPool pool;
  private Api api;

  @BeforeEach
  void start() {
    pool = TestPool.start();
    api = pool.api();
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void theClientSaysHowLong() {
    String client =
        client(
            Map.of(
                "AccessTokenValidity", 5,
                "IdTokenValidity", 10,
                "RefreshTokenValidity", 2,
                "TokenValidityUnits",
                    Map.of(
                        "AccessToken", "minutes", "IdToken", "seconds", "RefreshToken", "hours")));
    JsonNode tokens = signIn(client);
    JsonNode id = Verified.claims(pool.server, tokens.path("IdToken").asString());
    JsonNode access = Verified.claims(pool.server, tokens.path("AccessToken").asString());

    assertThat(tokens.path("ExpiresIn").asInt()).isEqualTo(300);
    assertThat(access.path("exp").asLong() - access.path("iat").asLong()).isEqualTo(300);
    assertThat(id.path("exp").asLong() - id.path("iat").asLong()).isEqualTo(10);

    pool.clock.advance(Duration.ofMinutes(6));
    assertThat(
            api.call("GetUser", Map.of("AccessToken", tokens.path("AccessToken").asString()))
                .error())
        .isEqualTo("NotAuthorizedException: Access Token has expired");
    pool.clock.advance(Duration.ofHours(2));
    assertThat(refresh(client, tokens).error())
        .isEqualTo("NotAuthorizedException: Refresh Token has expired");
  }

  @Test
  void aTokenThatWasTamperedWithOpensNothing() {
    String token = signIn(pool.server.clientId()).path("AccessToken").asString();
    String tampered = token.substring(0, token.length() - 4) + "AAAA";

    assertThat(api.call("GetUser", Map.of("AccessToken", tampered)).error())
        .isEqualTo("NotAuthorizedException: Invalid Access Token");
    assertThat(
            api.call(
                    "GetUser",
                    Map.of(
                        "AccessToken", signIn(pool.server.clientId()).path("IdToken").asString()))
                .error())
        .isEqualTo("NotAuthorizedException: Invalid Access Token");
  }

  @Test
  void revokingARefreshTokenEndsItsAccessTokens() {
    JsonNode tokens = signIn(pool.server.clientId());
    api.succeed(
        "RevokeToken",
        Map.of(
            "ClientId", pool.server.clientId(),
            "Token", tokens.path("RefreshToken").asString()));

    assertThat(refresh(pool.server.clientId(), tokens).error())
        .isEqualTo("NotAuthorizedException: Refresh Token has been revoked");
    assertThat(
            api.call("GetUser", Map.of("AccessToken", tokens.path("AccessToken").asString()))
                .error())
        .isEqualTo("NotAuthorizedException: Access Token has been revoked");
    assertThat(
            api.call(
                    "RevokeToken",
                    Map.of(
                        "ClientId",
                        pool.server.clientId(),
                        "Token",
                        tokens.path("AccessToken").asString()))
                .error())
        .isEqualTo("UnsupportedTokenTypeException: Unsupported token type");
  }

  @Test
  void aRefreshTokenOfAnotherClientIsInvalid() {
    JsonNode tokens = signIn(pool.server.clientId());

    assertThat(refresh(client(Map.of()), tokens).error())
        .isEqualTo("NotAuthorizedException: Invalid Refresh Token");
  }

  @Test
  void rotationReplacesARefreshTokenAfterItsGrace() {
    String client =
        client(
            Map.of(
                "RefreshTokenRotation",
                Map.of("Feature", "ENABLED", "RetryGracePeriodSeconds", 30)));
    String first = signIn(client).path("RefreshToken").asString();
    String second = rotate(client, first).text("/AuthenticationResult/RefreshToken");

    assertThat(second).isNotEmpty().isNotEqualTo(first);
    assertThat(rotate(client, first).status()).isEqualTo(200);
    pool.clock.advance(Duration.ofMinutes(1));
    assertThat(rotate(client, first).error()).startsWith("RefreshTokenReuseException: ");
  }

  @Test
  void rotatedKeysVerifyOldTokensStill() {
    String before = signIn(pool.server.clientId()).path("IdToken").asString();
    pool.server.rotateKeys();
    String after = signIn(pool.server.clientId()).path("IdToken").asString();

    assertThat(Verified.keyId(after)).isNotEqualTo(Verified.keyId(before));
    assertThat(Verified.claims(pool.server, before).path("token_use").asString()).isEqualTo("id");
    assertThat(Verified.claims(pool.server, after).path("token_use").asString()).isEqualTo("id");
  }

  @Test
  void tokensCanNameTheIssuerThatThePoolWouldHaveOnAws() {
    try (TestPool aws = TestPool.start(options -> options.issuerForm(IssuerForm.AWS))) {
      assertThat(aws.server.issuer())
          .isEqualTo("https://cognito-idp.us-east-1.amazonaws.com/" + TestPool.POOL_ID);
    }
  }

  private String client(Map<String, ?> settings) {
    Map<String, Object> input = new HashMap<>(settings);
    input.put("UserPoolId", TestPool.POOL_ID);
    input.put("ClientName", "test");
    input.put("ExplicitAuthFlows", List.of("ALLOW_USER_PASSWORD_AUTH"));
    return api.succeed("CreateUserPoolClient", input).at("/UserPoolClient/ClientId").asString();
  }

  private JsonNode signIn(String client) {
    return api.succeed(
            "InitiateAuth",
            Map.of(
                "ClientId",
                client,
                "AuthFlow",
                "USER_PASSWORD_AUTH",
                "AuthParameters",
                Map.of("USERNAME", TestPool.ANN, "PASSWORD", TestPool.PASSWORD)))
        .path("AuthenticationResult");
  }

  private Api.Answer refresh(String client, JsonNode tokens) {
    return api.call(
        "InitiateAuth",
        Map.of(
            "ClientId",
            client,
            "AuthFlow",
            "REFRESH_TOKEN_AUTH",
            "AuthParameters",
            Map.of("REFRESH_TOKEN", tokens.path("RefreshToken").asString())));
  }

  private Api.Answer rotate(String client, String token) {
    return api.call("GetTokensFromRefreshToken", Map.of("ClientId", client, "RefreshToken", token));
  }
}
