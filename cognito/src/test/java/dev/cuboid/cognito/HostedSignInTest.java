package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The way through the hosted pages, as a browser and an OpenID Connect client go it. */
class HostedSignInTest {

  private static TestPool pool;

  @BeforeAll
  static void start() {
    pool = TestPool.start();
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Test
  void aSignInEndsInTokensOfTheUser() {
    Browser browser = pool.browser();
    Browser.Page redirect = browser.signIn(TestPool.ANN, TestPool.PASSWORD);

    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.location()).startsWith(TestPool.CALLBACK + "?code=");
    assertThat(redirect.redirectParameter("state")).isEqualTo("the-state");

    Browser.Page answer = browser.exchange(redirect);
    assertThat(answer.status()).isEqualTo(200);
    JsonNode tokens = Api.JSON.readTree(answer.body());
    assertThat(tokens.propertyNames())
        .containsExactly("id_token", "access_token", "refresh_token", "expires_in", "token_type");
    JsonNode id = Verified.claims(pool.server, tokens.path("id_token").asString());
    JsonNode access = Verified.claims(pool.server, tokens.path("access_token").asString());
    String subject = id.path("sub").asString();
    long now = pool.clock.instant().getEpochSecond();

    assertThat(id.propertyNames())
        .containsExactly(
            "at_hash",
            "sub",
            "cognito:groups",
            "iss",
            "cognito:username",
            "nonce",
            "origin_jti",
            "aud",
            "event_id",
            "token_use",
            "auth_time",
            "exp",
            "iat",
            "jti",
            "email",
            "email_verified",
            "custom:company_id");
    assertThat(id.path("iss").asString()).isEqualTo(pool.server.uri() + "/" + TestPool.POOL_ID);
    assertThat(id.path("aud").asString()).isEqualTo(pool.server.clientId());
    assertThat(id.path("nonce").asString()).isEqualTo("the-nonce");
    assertThat(id.path("email").asString()).isEqualTo(TestPool.ANN);
    assertThat(id.path("email_verified").isBoolean()).isTrue();
    assertThat(id.path("custom:company_id").asString()).isEqualTo("company1");
    assertThat(id.path("cognito:groups").toString()).isEqualTo("[\"analysts\"]");
    assertThat(id.path("iat").asLong()).isEqualTo(now);
    assertThat(id.path("exp").asLong()).isEqualTo(now + 3600);
    assertThat(access.propertyNames())
        .containsExactly(
            "sub",
            "cognito:groups",
            "iss",
            "version",
            "client_id",
            "origin_jti",
            "event_id",
            "token_use",
            "scope",
            "auth_time",
            "exp",
            "iat",
            "jti",
            "username");
    assertThat(access.path("sub").asString()).isEqualTo(subject);
    assertThat(access.path("scope").asString()).isEqualTo("openid email profile");
    assertThat(access.path("origin_jti")).isEqualTo(id.path("origin_jti"));
    assertThat(Verified.keyId(tokens.path("id_token").asString()))
        .isNotEqualTo(Verified.keyId(tokens.path("access_token").asString()));
    assertThat(tokens.path("refresh_token").asString().split("\\.")).hasSize(5);
  }

  @Test
  void theAccessTokenOpensUserInfo() {
    Browser browser = pool.browser();
    JsonNode tokens =
        Api.JSON.readTree(browser.exchange(browser.signIn(TestPool.ANN, TestPool.PASSWORD)).body());
    Browser.Page info =
        browser.get(
            "/oauth2/userInfo",
            "Authorization",
            "Bearer " + tokens.path("access_token").asString());

    assertThat(info.status()).isEqualTo(200);
    JsonNode body = Api.JSON.readTree(info.body());
    assertThat(body.path("email").asString()).isEqualTo(TestPool.ANN);
    assertThat(body.path("email_verified").asString()).isEqualTo("true");
    assertThat(body.path("email_verified").isString()).isTrue();
    assertThat(info.response().headers().firstValue("Access-Control-Allow-Origin")).contains("*");

    Browser.Page refused = browser.get("/oauth2/userInfo", "Authorization", "Bearer nonsense");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.response().headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("error=\"invalid_token\"");
  }

  @Test
  void aCodeIsGoodOnce() {
    Browser browser = pool.browser();
    Browser.Page redirect = browser.signIn(TestPool.ANN, TestPool.PASSWORD);

    assertThat(browser.exchange(redirect).status()).isEqualTo(200);
    Browser.Page again = browser.exchange(redirect);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
  }

  @Test
  void aWrongVerifierOrRedirectUriIsRefused() {
    Browser browser = pool.browser();
    for (Map.Entry<String, String> wrong :
        Map.of(
                "code_verifier", "another-verifier-of-at-least-forty-three-characters",
                "redirect_uri", "http://localhost:4000")
            .entrySet()) {
      Browser.Page redirect = browser.signIn(TestPool.ANN, TestPool.PASSWORD);
      Map<String, String> form =
          new HashMap<>(
              Map.of(
                  "grant_type",
                  "authorization_code",
                  "code",
                  redirect.redirectParameter("code"),
                  "redirect_uri",
                  TestPool.CALLBACK,
                  "client_id",
                  pool.server.clientId(),
                  "code_verifier",
                  Browser.VERIFIER));
      form.put(wrong.getKey(), wrong.getValue());

      assertThat(browser.token(form).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
    }
  }

  @Test
  void aWrongPasswordShowsThePageAgain() {
    Browser.Page page = pool.browser().signIn(TestPool.ANN, "not the password");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("role=\"alert\"")
        .contains("Incorrect username or password.")
        .contains("value=\"" + TestPool.ANN + "\"");
  }

  @Test
  void anUnknownUserLooksLikeAWrongPassword() {
    assertThat(pool.browser().signIn("nobody@company1.example", "Passw0rd!").body())
        .contains("Incorrect username or password.");
  }

  @Test
  void theSessionCookieSavesASecondSignIn() {
    Browser browser = pool.browser();
    browser.signIn(TestPool.ANN, TestPool.PASSWORD);

    assertThat(browser.authorize(browser.authorizationParameters()).location())
        .startsWith(TestPool.CALLBACK + "?code=");

    Map<String, String> forced = browser.authorizationParameters();
    forced.put("prompt", "login");
    assertThat(browser.authorize(forced).location()).startsWith("/login?");
  }

  @Test
  void promptNoneWithoutASessionComesBackAtOnce() {
    Browser browser = pool.browser();
    Map<String, String> parameters = browser.authorizationParameters();
    parameters.put("prompt", "none");

    assertThat(browser.authorize(parameters).location())
        .isEqualTo(TestPool.CALLBACK + "?error=login_required&state=the-state");
  }

  @Test
  void signingOutEndsTheSession() {
    Browser browser = pool.browser();
    browser.signIn(TestPool.ANN, TestPool.PASSWORD);
    Browser.Page out =
        browser.get(
            "/logout?client_id=" + pool.server.clientId() + "&logout_uri=" + TestPool.CALLBACK);

    assertThat(out.location()).isEqualTo(TestPool.CALLBACK);
    assertThat(browser.authorize(browser.authorizationParameters()).location())
        .startsWith("/login?");
    assertThat(
            browser
                .get(
                    "/logout?client_id="
                        + pool.server.clientId()
                        + "&logout_uri=http://evil.example/")
                .location())
        .isEqualTo("/error?error=Invalid+request");
  }

  @Test
  void aFormFromElsewhereIsRefused() {
    Browser browser = pool.browser();
    Browser.Page form =
        browser.get(browser.authorize(browser.authorizationParameters()).location());
    Browser.Page answer =
        browser.post(
            Browser.action(form),
            Map.of("_csrf", "forged", "username", TestPool.ANN, "password", TestPool.PASSWORD));

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "redirect_uri, http://localhost:4000,      /error?error=redirect_mismatch&client_id=",
    "redirect_uri, http://127.0.0.1:4000/,     /error?error=redirect_mismatch&client_id=",
    "redirect_uri, '',                         /error?error=Required+parameters+missing&client_id=",
    "client_id,    unknown,                    /error?error=Client+does+not+exist.&client_id=",
  })
  void anUntrustedAddressIsNeverRedirectedTo(String name, String value, String location) {
    Browser browser = pool.browser();
    Map<String, String> parameters = browser.authorizationParameters();
    parameters.put(name, value);
    Browser.Page redirect = browser.authorize(parameters);

    assertThat(redirect.location()).startsWith(location);
    Browser.Page page = browser.get(redirect.location());
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("An error was encountered with the requested page.");
  }

  @ParameterizedTest
  @CsvSource({
    "response_type,         id_token, error=invalid_request",
    "response_type,         token,    error=unauthorized_client",
    "scope,                 openid unknown, error_description=invalid_scope&error=invalid_request",
    "code_challenge_method, plain,    error=invalid_request",
  })
  void otherMistakesGoBackToTheClient(String name, String value, String expected) {
    Browser browser = pool.browser();
    Map<String, String> parameters = browser.authorizationParameters();
    parameters.put(name, value);

    assertThat(browser.authorize(parameters).location())
        .startsWith(TestPool.CALLBACK + "?")
        .contains(expected)
        .endsWith("&state=the-state");
  }

  @Test
  void whatComesWithTheAddressIsEscaped() {
    Browser browser = pool.browser();
    Map<String, String> parameters = browser.authorizationParameters();
    parameters.put("state", "\"><script>alert(1)</script>");
    parameters.put("login_hint", "<b>'\"&");
    Browser.Page page = browser.get(browser.authorize(parameters).location());

    assertThat(page.body()).doesNotContain("<script").doesNotContain("<b>");
    assertThat(page.response().headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; style-src 'sha256-");
  }

  @Test
  void refreshTokensGiveNewTokensAndCanBeRevoked() {
    Browser browser = pool.browser();
    JsonNode first =
        Api.JSON.readTree(browser.exchange(browser.signIn(TestPool.BOB, TestPool.PASSWORD)).body());
    Map<String, String> refresh =
        Map.of(
            "grant_type", "refresh_token",
            "client_id", pool.server.clientId(),
            "refresh_token", first.path("refresh_token").asString());
    JsonNode second = Api.JSON.readTree(browser.token(refresh).body());

    assertThat(second.propertyNames())
        .containsExactly("id_token", "access_token", "expires_in", "token_type");
    JsonNode before = Verified.claims(pool.server, first.path("id_token").asString());
    JsonNode after = Verified.claims(pool.server, second.path("id_token").asString());
    for (String same : List.of("sub", "auth_time", "origin_jti", "email")) {
      assertThat(after.path(same)).isEqualTo(before.path(same));
    }

    Browser.Page revoked =
        browser.post(
            "/oauth2/revoke",
            Map.of(
                "token", first.path("refresh_token").asString(),
                "client_id", pool.server.clientId()));
    assertThat(revoked.status()).isEqualTo(200);
    assertThat(revoked.body()).isEmpty();
    assertThat(browser.token(refresh).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
    assertThat(
            browser
                .get(
                    "/oauth2/userInfo",
                    "Authorization",
                    "Bearer " + second.path("access_token").asString())
                .status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "openid,               email email_verified custom:company_id",
    "openid email,         email email_verified",
    "openid profile,       custom:company_id",
    "openid email profile, email email_verified custom:company_id",
    "openid phone,         ''",
  })
  void theScopesDecideWhichAttributesTheIdTokenCarries(String scope, String attributes) {
    Browser browser = pool.browser();
    Map<String, String> parameters = browser.authorizationParameters();
    parameters.put("scope", scope);
    JsonNode tokens =
        Api.JSON.readTree(
            browser.exchange(browser.signIn(parameters, TestPool.ANN, TestPool.PASSWORD)).body());
    JsonNode id = Verified.claims(pool.server, tokens.path("id_token").asString());

    assertThat(
            Stream.of("email", "email_verified", "custom:company_id")
                .filter(id::has)
                .collect(Collectors.joining(" ")))
        .isEqualTo(attributes);
  }

  @Test
  void withoutTheScopeOpenidThereIsNoIdToken() {
    Browser browser = pool.browser();
    Map<String, String> parameters = browser.authorizationParameters();
    parameters.put("scope", "aws.cognito.signin.user.admin");
    JsonNode tokens =
        Api.JSON.readTree(
            browser.exchange(browser.signIn(parameters, TestPool.ANN, TestPool.PASSWORD)).body());

    assertThat(tokens.propertyNames())
        .containsExactly("access_token", "refresh_token", "expires_in", "token_type");
  }

  @Test
  void theImplicitFlowGivesTokensInTheFragmentWhereTheClientAllowsIt() {
    JsonNode client =
        pool.api()
            .succeed(
                "CreateUserPoolClient",
                Map.of(
                    "UserPoolId",
                    TestPool.POOL_ID,
                    "ClientName",
                    "implicit",
                    "CallbackURLs",
                    List.of(TestPool.CALLBACK),
                    "AllowedOAuthFlows",
                    List.of("implicit"),
                    "AllowedOAuthScopes",
                    List.of("openid"),
                    "AllowedOAuthFlowsUserPoolClient",
                    true))
            .path("UserPoolClient");
    Browser browser = pool.browser();
    Map<String, String> parameters = browser.authorizationParameters();
    parameters.put("client_id", client.path("ClientId").asString());
    parameters.put("response_type", "token");
    parameters.put("scope", "openid");
    URI location =
        URI.create(browser.signIn(parameters, TestPool.ANN, TestPool.PASSWORD).location());
    Map<String, String> fragment = Browser.parameters(location.getRawFragment());

    assertThat(location.getRawQuery()).isNull();
    assertThat(fragment.keySet())
        .containsExactly("id_token", "access_token", "token_type", "expires_in", "state");
    assertThat(Verified.claims(pool.server, fragment.get("id_token")).path("nonce").asString())
        .isEqualTo("the-nonce");
  }

  @Test
  void browsersMayCallTheEndpointsFromAnyPage() {
    Browser.Page preflight =
        pool.browser()
            .send(
                HttpRequest.newBuilder(pool.server.uri().resolve("/oauth2/token"))
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .header("Origin", "http://localhost:4000")
                    .header("Access-Control-Request-Headers", "x-requested-with")
                    .build());

    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.response().headers().firstValue("Access-Control-Allow-Origin"))
        .contains("*");
    assertThat(preflight.response().headers().firstValue("Access-Control-Allow-Headers"))
        .contains("x-requested-with");
  }

  @Test
  void aNameThatOnlyLeadsHereIsNotServed() throws IOException {
    // A web page of such a name could read whatever is served to it.
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), pool.server.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /_outbox HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 403 ")
          .endsWith("This user pool answers to localhost only.\n");
    }
  }

  @Test
  void aClientWithASecretMustShowIt() {
    Browser browser = pool.browser();
    Map<String, String> parameters = browser.authorizationParameters();
    parameters.put("client_id", "backend0000000000000000000");
    Browser.Page redirect = browser.signIn(parameters, TestPool.ANN, TestPool.PASSWORD);
    Map<String, String> form =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            redirect.redirectParameter("code"),
            "redirect_uri",
            TestPool.CALLBACK,
            "client_id",
            "backend0000000000000000000",
            "code_verifier",
            Browser.VERIFIER);

    assertThat(browser.token(form).body()).isEqualTo("{\"error\":\"invalid_client\"}");
    String basic =
        Base64.getEncoder()
            .encodeToString(
                ("backend0000000000000000000:" + TestPool.SECRET).getBytes(StandardCharsets.UTF_8));
    assertThat(
            browser.post("/oauth2/token", form, Map.of("Authorization", "Basic " + basic)).status())
        .isEqualTo(200);
  }
}
