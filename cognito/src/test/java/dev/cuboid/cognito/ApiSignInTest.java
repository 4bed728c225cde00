package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Signing in through the JSON API, and its errors word for word. */
class ApiSignInTest {

  private static TestPool pool;
  private static Api api;

  @BeforeAll
  static void start() {
    pool = TestPool.start();
    api = pool.api();
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Test
  void aPasswordGivesAllThreeTokens() {
    JsonNode result = signIn(TestPool.ANN, TestPool.PASSWORD).path("AuthenticationResult");
    JsonNode id = Verified.claims(pool.server, result.path("IdToken").asString());
    JsonNode access = Verified.claims(pool.server, result.path("AccessToken").asString());

    assertThat(result.path("ExpiresIn").asInt()).isEqualTo(3600);
    assertThat(result.path("TokenType").asString()).isEqualTo("Bearer");
    assertThat(id.path("custom:company_id").asString()).isEqualTo("company1");
    assertThat(id.has("at_hash")).isFalse();
    assertThat(id.has("nonce")).isFalse();
    assertThat(access.path("scope").asString()).isEqualTo("aws.cognito.signin.user.admin");
    assertThat(access.has("version")).isFalse();
    assertThat(access.path("client_id").asString()).isEqualTo(pool.server.clientId());
  }

  @Test
  void administratorsSignInForAUser() {
    JsonNode answer =
        api.succeed(
            "AdminInitiateAuth",
            Map.of(
                "UserPoolId",
                TestPool.POOL_ID,
                "ClientId",
                pool.server.clientId(),
                "AuthFlow",
                "ADMIN_USER_PASSWORD_AUTH",
                "AuthParameters",
                Map.of("USERNAME", TestPool.ANN, "PASSWORD", TestPool.PASSWORD)));

    assertThat(answer.at("/AuthenticationResult/IdToken").asString()).isNotEmpty();
  }

  @Test
  void aRefreshTokenGivesTwoNewTokens() {
    JsonNode first = signIn(TestPool.BOB, TestPool.PASSWORD).path("AuthenticationResult");
    JsonNode second =
        api.succeed(
                "InitiateAuth",
                Map.of(
                    "ClientId", pool.server.clientId(),
                    "AuthFlow", "REFRESH_TOKEN_AUTH",
                    "AuthParameters",
                        Map.of("REFRESH_TOKEN", first.path("RefreshToken").asString())))
            .path("AuthenticationResult");

    assertThat(second.has("RefreshToken")).isFalse();
    assertThat(second.path("IdToken").asString()).isNotEqualTo(first.path("IdToken").asString());
  }

  @Test
  void theAccessTokenShowsTheUser() {
    JsonNode tokens = signIn(TestPool.ANN, TestPool.PASSWORD).path("AuthenticationResult");
    JsonNode user =
        api.succeed("GetUser", Map.of("AccessToken", tokens.path("AccessToken").asString()));

    assertThat(user.path("UserAttributes").toString())
        .contains("{\"Name\":\"email\",\"Value\":\"ann@company1.example\"}")
        .contains("{\"Name\":\"custom:company_id\",\"Value\":\"company1\"}");
    assertThat(user.path("Username").asString())
        .isEqualTo(user.at("/UserAttributes/0/Value").asString());
  }

  @Test
  void signingOutEverywhereEndsTheTokens() {
    JsonNode tokens = signIn(TestPool.BOB, TestPool.PASSWORD).path("AuthenticationResult");
    Map<String, String> access = Map.of("AccessToken", tokens.path("AccessToken").asString());
    api.succeed("GlobalSignOut", access);

    assertThat(api.call("GetUser", access).error())
        .isEqualTo("NotAuthorizedException: Access Token has been revoked");
    assertThat(
            api.call(
                    "InitiateAuth",
                    Map.of(
                        "ClientId", pool.server.clientId(),
                        "AuthFlow", "REFRESH_TOKEN",
                        "AuthParameters",
                            Map.of("REFRESH_TOKEN", tokens.path("RefreshToken").asString())))
                .error())
        .isEqualTo("NotAuthorizedException: Refresh Token has been revoked");
  }

  @Test
  void aTokenOfTheHostedPagesDoesNotOpenTheApi() {
    Browser browser = pool.browser();
    Map<String, String> parameters = browser.authorizationParameters();
    parameters.put("scope", "openid");
    JsonNode tokens =
        Api.JSON.readTree(
            browser.exchange(browser.signIn(parameters, TestPool.ANN, TestPool.PASSWORD)).body());

    assertThat(
            api.call("GetUser", Map.of("AccessToken", tokens.path("access_token").asString()))
                .error())
        .isEqualTo("NotAuthorizedException: Access Token does not have required scopes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          USER_PASSWORD_AUTH       | ann@company1.example | wrong     | NotAuthorizedException: Incorrect username or password.
          USER_PASSWORD_AUTH       | nobody@x.example     | Passw0rd! | UserNotFoundException: User does not exist.
          ADMIN_USER_PASSWORD_AUTH | ann@company1.example | Passw0rd! | InvalidParameterException: Initiate Auth method not supported.
          USER_PASSWORD_AUTH       | ann@company1.example | ''        | InvalidParameterException: Missing required parameter PASSWORD
          """)
  void aRefusalSaysWhatAwsSays(String flow, String username, String password, String error) {
    assertThat(
            api.call(
                    "InitiateAuth",
                    Map.of(
                        "ClientId", pool.server.clientId(),
                        "AuthFlow", flow,
                        "AuthParameters", Map.of("USERNAME", username, "PASSWORD", password)))
                .error())
        .isEqualTo(error);
  }

  @Test
  void aClientWithASecretNeedsItsHash() {
    String client = "backend0000000000000000000";
    Map<String, String> parameters =
        Map.of("USERNAME", TestPool.ANN, "PASSWORD", TestPool.PASSWORD);

    assertThat(initiate(client, parameters).error())
        .isEqualTo(
            "NotAuthorizedException: Client "
                + client
                + " is configured with secret but SECRET_HASH was not received");
    assertThat(initiate(client, with(parameters, "SECRET_HASH", "d3Jvbmc=")).error())
        .isEqualTo("NotAuthorizedException: Unable to verify secret hash for client " + client);
    String hash = hmac(TestPool.SECRET, TestPool.ANN + client);
    assertThat(initiate(client, with(parameters, "SECRET_HASH", hash)).status()).isEqualTo(200);
  }

  @Test
  void aFlowThatTheClientDoesNotAllowIsOff() {
    String client =
        api.succeed(
                "CreateUserPoolClient",
                Map.of("UserPoolId", TestPool.POOL_ID, "ClientName", "defaults"))
            .at("/UserPoolClient/ClientId")
            .asString();
    Map<String, String> parameters =
        Map.of("USERNAME", TestPool.ANN, "PASSWORD", TestPool.PASSWORD);

    assertThat(initiate(client, parameters).error())
        .isEqualTo(
            "InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client");
    assertThat(
            api.call(
                    "AdminInitiateAuth",
                    Map.of(
                        "UserPoolId",
                        TestPool.POOL_ID,
                        "ClientId",
                        client,
                        "AuthFlow",
                        "ADMIN_NO_SRP_AUTH",
                        "AuthParameters",
                        parameters))
                .error())
        .isEqualTo("InvalidParameterException: Auth flow not enabled for this client");
  }

  @Test
  void aClientMayHideWhoIsThere() {
    String client =
        api.succeed(
                "CreateUserPoolClient",
                Map.of(
                    "UserPoolId",
                    TestPool.POOL_ID,
                    "ClientName",
                    "hiding",
                    "PreventUserExistenceErrors",
                    "ENABLED",
                    "ExplicitAuthFlows",
                    List.of("ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH")))
            .at("/UserPoolClient/ClientId")
            .asString();

    assertThat(initiate(client, Map.of("USERNAME", "nobody", "PASSWORD", "x")).error())
        .isEqualTo("NotAuthorizedException: Incorrect username or password.");
    assertThat(
            api.succeed("ForgotPassword", Map.of("ClientId", client, "Username", "nobody"))
                .at("/CodeDeliveryDetails/DeliveryMedium")
                .asString())
        .isEqualTo("EMAIL");
  }

  @Test
  void anAliasBelongsToWhoVerifiedItFirst() {
    String poolId =
        api.succeed(
                "CreateUserPool",
                Map.of(
                    "PoolName", "aliases",
                    "AliasAttributes", List.of("email"),
                    "AutoVerifiedAttributes", List.of("email")))
            .at("/UserPool/Id")
            .asString();
    String client =
        api.succeed(
                "CreateUserPoolClient",
                Map.of(
                    "UserPoolId",
                    poolId,
                    "ClientName",
                    "aliases",
                    "ExplicitAuthFlows",
                    List.of("ALLOW_USER_PASSWORD_AUTH")))
            .at("/UserPoolClient/ClientId")
            .asString();
    for (String name : List.of("first", "second")) {
      api.succeed(
          "SignUp",
          Map.of(
              "ClientId",
              client,
              "Username",
              name,
              "Password",
              TestPool.PASSWORD,
              "UserAttributes",
              List.of(Map.of("Name", "email", "Value", "same@x.example"))));
    }
    JsonNode messages = Api.JSON.readTree(pool.browser().get("/_outbox/messages").body());
    Map<String, String> codes = new HashMap<>();
    messages.forEach(
        message -> codes.put(message.path("Username").asString(), message.path("Code").asString()));
    Map<String, String> alias = Map.of("USERNAME", "same@x.example", "PASSWORD", TestPool.PASSWORD);

    assertThat(initiate(client, alias).error())
        .isEqualTo("UserNotFoundException: User does not exist.");
    assertThat(confirm(client, "first", codes.get("first")).status()).isEqualTo(200);
    assertThat(initiate(client, alias).text("/AuthenticationResult/IdToken")).isNotEmpty();
    assertThat(confirm(client, "second", codes.get("second")).error())
        .isEqualTo("AliasExistsException: An account with the email already exists.");
  }

  @Test
  void errorsComeInAwsShape() {
    Api.Answer answer = api.call("DescribeUserPool", Map.of("UserPoolId", "us-east-1_Nope"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\",\"message\":\"User pool us-east-1_Nope does"
                + " not exist.\"}");
    assertThat(answer.response().headers().firstValue("x-amzn-errortype"))
        .contains("ResourceNotFoundException:");
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .contains("application/x-amz-json-1.1");
  }

  @Test
  void anOperationThatIsNotThereSaysSo() {
    Api.Answer answer = api.call("CreateIdentityProvider", Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error())
        .isEqualTo(
            "UnsupportedOperationException: The operation CreateIdentityProvider is not available"
                + " in the local user pool");
  }

  @Test
  void malformedJsonIsAClientsMistake() {
    assertThat(api.call("ListUserPools", "{", Map.of()).error())
        .isEqualTo("SerializationException: The request body is not JSON");
    assertThat(api.call("ListUserPools", "[]", Map.of()).error())
        .isEqualTo("SerializationException: The request body is no JSON object");
    assertThat(api.call("AdminGetUser", Map.of("UserPoolId", 7)).error())
        .isEqualTo("SerializationException: The member UserPoolId has a value of the wrong kind");
    assertThat(api.call("AdminGetUser", Map.of()).error())
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value null at 'userPoolId'"
                + " failed to satisfy constraint: Member must not be null");
  }

  @Test
  void webPagesOfOtherHostsDoNotAdministrate() {
    String body = "{\"MaxResults\":10}";

    assertThat(api.call("ListUserPools", body, Map.of("Origin", "http://evil.example")).error())
        .isEqualTo(
            "NotAuthorizedException: The operation ListUserPools is not open to web pages of other"
                + " hosts");
    assertThat(api.call("ListUserPools", body, Map.of("Origin", "http://localhost:4000")).status())
        .isEqualTo(200);
  }

  @Test
  void regionsAreApart() {
    String credential =
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260301/eu-west-1/cognito-idp/aws4_request";
    JsonNode made =
        api.call(
                "CreateUserPool",
                "{\"PoolName\":\"elsewhere\"}",
                Map.of("Authorization", credential))
            .body();
    assertThat(made.at("/UserPool/Id").asString()).matches("eu-west-1_[0-9A-Za-z]{9}");

    JsonNode there =
        api.call("ListUserPools", "{\"MaxResults\":10}", Map.of("Authorization", credential))
            .body();
    assertThat(there.path("UserPools")).hasSize(1);
    JsonNode here = api.succeed("ListUserPools", Map.of("MaxResults", 10));
    assertThat(here.path("UserPools").findValuesAsString("Name"))
        .contains("shop")
        .doesNotContain("elsewhere");
  }

  private static JsonNode signIn(String username, String password) {
    return api.succeed(
        "InitiateAuth",
        Map.of(
            "ClientId", pool.server.clientId(),
            "AuthFlow", "USER_PASSWORD_AUTH",
            "AuthParameters", Map.of("USERNAME", username, "PASSWORD", password)));
  }

  private static Api.Answer confirm(String client, String username, @Nullable String code) {
    return api.call(
        "ConfirmSignUp",
        Map.of(
            "ClientId", client,
            "Username", username,
            "ConfirmationCode", String.valueOf(code)));
  }

  private static Api.Answer initiate(String client, Map<String, String> parameters) {
    return api.call(
        "InitiateAuth",
        Map.of("ClientId", client, "AuthFlow", "USER_PASSWORD_AUTH", "AuthParameters", parameters));
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> extended = new HashMap<>(map);
    extended.put(key, value);
    return extended;
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static final Charset UTF = StandardCharsets.UTF_8;
}
