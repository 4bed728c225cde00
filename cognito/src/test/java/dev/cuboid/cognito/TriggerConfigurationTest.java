package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a pool's functions come from, and those that are called beside the tokens. */
class TriggerConfigurationTest {

  @TempDir private Path triggers;

  private TestPool pool;
  private Api api;

  @BeforeEach
  void start() {
    pool = TestPool.start(options -> options.triggers(triggers).strict(true));
    api = pool.api();
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void theFunctionOfAnArnIsTheFileOfItsName() throws IOException {
    write(
        "add-claims.js",
        """
        exports.handler = async (event) => {
          event.response.claimsAndScopeOverrideDetails = {
            idTokenGeneration: { claimsToAddOrOverride: { source: event.version } },
          };
          return event;
        };
        """);
    configure(
        Map.of(
            "PreTokenGenerationConfig",
            Map.of(
                "LambdaVersion",
                "V2_0",
                "LambdaArn",
                "arn:aws:lambda:us-east-1:000000000000:function:add-claims:live")));

    assertThat(idClaims().path("source").asString()).isEqualTo("2");
  }

  @Test
  void aFunctionThatNobodyHasStopsTheSignIn() {
    configure(
        Map.of("PreTokenGeneration", "arn:aws:lambda:us-east-1:000000000000:function:missing"));

    assertThat(signIn().error())
        .isEqualTo(
            "UnexpectedLambdaException: PreTokenGeneration invocation failed due to error"
                + " AccessDeniedException.");
  }

  @Test
  void aFunctionMayBeAnHttpAddress() throws IOException {
    HttpServer function =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    function.createContext(
        "/",
        exchange -> {
          ObjectNode event = (ObjectNode) Api.JSON.readTree(exchange.getRequestBody());
          event
              .withObject("/response/claimsOverrideDetails/claimsToAddOrOverride")
              .put("language", "Java");
          byte[] body = Api.JSON.writeValueAsBytes(event);
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream stream = exchange.getResponseBody()) {
            stream.write(body);
          }
        });
    function.createContext(
        "/failing",
        exchange -> {
          byte[] body = "{\"errorMessage\":\"no\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream stream = exchange.getResponseBody()) {
            stream.write(body);
          }
        });
    function.start();
    try {
      String address = "http://localhost:" + function.getAddress().getPort();
      configure(Map.of("PreTokenGeneration", address + "/"));
      assertThat(idClaims().path("language").asString()).isEqualTo("Java");
      configure(Map.of("PreTokenGeneration", address + "/failing"));
      assertThat(signIn().error())
          .isEqualTo("UserLambdaValidationException: PreTokenGeneration failed with error no.");
    } finally {
      function.stop(0);
    }
  }

  @Test
  void theThirdVersionIsAskedForMachinesToo() throws IOException {
    write(
        "pre-token-generation.v3.js",
        """
        exports.handler = async (event) => {
          event.response.claimsAndScopeOverrideDetails = {
            accessTokenGeneration: {
              claimsToAddOrOverride: { from: event.triggerSource, tenant: event.request.clientMetadata.tenant },
            },
          };
          return event;
        };
        """);
    api.succeed(
        "CreateResourceServer",
        Map.of(
            "UserPoolId",
            TestPool.POOL_ID,
            "Identifier",
            "shop",
            "Name",
            "Shop",
            "Scopes",
            List.of(Map.of("ScopeName", "read", "ScopeDescription", "read"))));
    JsonNode client =
        api.succeed(
                "CreateUserPoolClient",
                Map.of(
                    "UserPoolId",
                    TestPool.POOL_ID,
                    "ClientName",
                    "machine",
                    "GenerateSecret",
                    true,
                    "AllowedOAuthFlows",
                    List.of("client_credentials"),
                    "AllowedOAuthScopes",
                    List.of("shop/read"),
                    "AllowedOAuthFlowsUserPoolClient",
                    true))
            .path("UserPoolClient");
    Browser.Page answer =
        pool.browser()
            .token(
                Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    client.path("ClientId").asString(),
                    "client_secret",
                    client.path("ClientSecret").asString(),
                    "aws_client_metadata",
                    "{\"tenant\":\"company1\"}"));
    JsonNode claims =
        Verified.claims(
            pool.server, Api.JSON.readTree(answer.body()).path("access_token").asString());

    assertThat(claims.path("from").asString()).isEqualTo("TokenGeneration_ClientCredentials");
    assertThat(claims.path("tenant").asString()).isEqualTo("company1");
  }

  @Test
  void aHandlerMayForbidTheSignInBeforeAndAfter() throws IOException {
    write(
        "pre-authentication.js",
        "exports.handler = async () => { throw new Error('closed on Sundays'); };");
    assertThat(signIn().error())
        .isEqualTo(
            "UserLambdaValidationException: PreAuthentication failed with error closed on"
                + " Sundays.");
    assertThat(pool.browser().signIn(TestPool.ANN, TestPool.PASSWORD).location())
        .isEqualTo(
            TestPool.CALLBACK
                + "?error_description=PreAuthentication+failed+with+error+closed+on+Sundays."
                + "&error=invalid_request&state=the-state");

    Files.delete(triggers.resolve("pre-authentication.js"));
    write(
        "post-authentication.js",
        "exports.handler = (event, context, done) => setTimeout(() => done('too late'), 1);");
    assertThat(signIn().error())
        .isEqualTo("UserLambdaValidationException: PostAuthentication failed with error too late.");
  }

  @Test
  void aHandlerThatWaitsTooLongIsATimeOut() throws IOException {
    write(
        "pre-token-generation.js",
        "exports.handler = async (event) => { await new Promise((done) => setTimeout(done,"
            + " 20000)); return event; };");

    assertThat(signIn().error())
        .isEqualTo(
            "UnexpectedLambdaException: PreTokenGeneration invocation failed due to error Socket"
                + " timeout while invoking Lambda function.");
  }

  private void configure(Map<String, ?> lambdaConfig) {
    api.succeed(
        "UpdateUserPool", Map.of("UserPoolId", TestPool.POOL_ID, "LambdaConfig", lambdaConfig));
  }

  private JsonNode idClaims() {
    Api.Answer answer = signIn();
    assertThat(answer.status()).as(answer.error()).isEqualTo(200);
    return Verified.claims(pool.server, answer.text("/AuthenticationResult/IdToken"));
  }

  private Api.Answer signIn() {
    return api.call(
        "InitiateAuth",
        Map.of(
            "ClientId", pool.server.clientId(),
            "AuthFlow", "USER_PASSWORD_AUTH",
            "AuthParameters", Map.of("USERNAME", TestPool.ANN, "PASSWORD", TestPool.PASSWORD)));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(triggers.resolve(name), text);
  }
}
