package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The trigger that changes claims, with handlers as people write them for Lambda. */
class PreTokenGenerationTest {

  /** The example of Cube's guide for AWS Cognito, word for word. */
  private static final String GUIDE =
      """
      exports.handler = (event, context, callback) => {
        event.response = {
          claimsOverrideDetails: {
            claimsToAddOrOverride: {
              'http://localhost:4000/': {
                company_id: 'company1',
                user_id: event.request.userAttributes.sub,
                roles: ['user'],
              },
            },
          },
        };
        callback(null, event);
      };
      """;

  @TempDir private Path directory;

  @Test
  void theGuidesHandlerPutsItsObjectIntoTheIdToken() throws IOException {
    write("pre-token-generation.js", GUIDE);
    try (TestPool pool = pool(false)) {
      JsonNode tokens = hostedTokens(pool);
      JsonNode id = Verified.claims(pool.server, tokens.path("id_token").asString());

      assertThat(id.path("http://localhost:4000/").toString())
          .isEqualTo(
              "{\"company_id\":\"company1\",\"user_id\":"
                  + id.path("sub")
                  + ",\"roles\":[\"user\"]}");
      JsonNode access = Verified.claims(pool.server, tokens.path("access_token").asString());
      assertThat(access.has("http://localhost:4000/")).isFalse();
    }
  }

  @Test
  void theGuidesHandlerIsRefusedAsOnAwsInStrictMode() throws IOException {
    write("pre-token-generation.js", GUIDE);
    try (TestPool pool = pool(true)) {
      assertThat(signIn(pool).error())
          .isEqualTo("InvalidLambdaResponseException: Unrecognizable lambda output");
      assertThat(pool.browser().signIn(TestPool.ANN, TestPool.PASSWORD).location())
          .isEqualTo(
              TestPool.CALLBACK
                  + "?error_description=Unrecognizable+lambda+output&error=invalid_request"
                  + "&state=the-state");
    }
  }

  @Test
  void textClaimsAreInOrderInStrictModeToo() throws IOException {
    write(
        "pre-token-generation.js",
        """
        exports.handler = async (event) => {
          event.response.claimsOverrideDetails = {
            claimsToAddOrOverride: { tenant: JSON.stringify({ id: 7 }), sub: 'stolen', email: 'x@y' },
            claimsToSuppress: ['email', 'iss'],
            groupOverrideDetails: { groupsToOverride: ['admins'], preferredRole: 'role' },
          };
          return event;
        };
        """);
    try (TestPool pool = pool(true)) {
      JsonNode result = signIn(pool).body().path("AuthenticationResult");
      JsonNode id = Verified.claims(pool.server, result.path("IdToken").asString());
      JsonNode access = Verified.claims(pool.server, result.path("AccessToken").asString());

      assertThat(id.path("tenant").asString()).isEqualTo("{\"id\":7}");
      assertThat(id.path("sub").asString()).isNotEqualTo("stolen");
      assertThat(id.has("email")).isFalse();
      assertThat(id.path("iss").asString()).isEqualTo(pool.server.issuer());
      assertThat(id.path("cognito:groups").toString()).isEqualTo("[\"admins\"]");
      assertThat(id.path("cognito:preferred_role").asString()).isEqualTo("role");
      assertThat(access.path("cognito:groups").toString()).isEqualTo("[\"admins\"]");
      assertThat(access.has("tenant")).isFalse();
    }
  }

  @Test
  void theSecondVersionChangesBothTokensAndTheScopes() throws IOException {
    write(
        "pre-token-generation.v2.js",
        """
        export const handler = async (event) => {
          event.response = {
            claimsAndScopeOverrideDetails: {
              idTokenGeneration: { claimsToAddOrOverride: { roles: ['a', 'b'], level: 3 } },
              accessTokenGeneration: {
                claimsToAddOrOverride: { tenant: { id: 'company1' }, client_id: 'stolen' },
                scopesToAdd: ['shop/read'],
                scopesToSuppress: ['aws.cognito.signin.user.admin'],
              },
              groupOverrideDetails: {},
            },
          };
          return event;
        };
        """);
    try (TestPool pool = pool(true)) {
      JsonNode result = signIn(pool).body().path("AuthenticationResult");
      JsonNode id = Verified.claims(pool.server, result.path("IdToken").asString());
      JsonNode access = Verified.claims(pool.server, result.path("AccessToken").asString());

      assertThat(id.path("roles").toString()).isEqualTo("[\"a\",\"b\"]");
      assertThat(id.path("level").asInt()).isEqualTo(3);
      assertThat(id.has("cognito:groups")).isFalse();
      assertThat(access.path("tenant").toString()).isEqualTo("{\"id\":\"company1\"}");
      assertThat(access.path("client_id").asString()).isEqualTo(pool.server.clientId());
      assertThat(access.path("scope").asString()).isEqualTo("shop/read");
    }
  }

  @Test
  void theHandlerIsToldWhoAndWhy() throws IOException {
    write(
        "pre-token-generation.js",
        """
        exports.handler = (event, context) => {
          event.response = { claimsOverrideDetails: { claimsToAddOrOverride: { event: JSON.stringify(event) } } };
          context.done(null, event);
        };
        """);
    try (TestPool pool = pool(true)) {
      JsonNode tokens = hostedTokens(pool);
      JsonNode id = Verified.claims(pool.server, tokens.path("id_token").asString());
      String subject = id.path("sub").asString();

      assertThat(id.path("event").asString())
          .isEqualTo(
              """
              {"version":"1","triggerSource":"TokenGeneration_HostedAuth","region":"us-east-1",\
              "userPoolId":"us-east-1_Local0001","userName":"SUB","callerContext":\
              {"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"CLIENT"},"request":\
              {"userAttributes":{"sub":"SUB","email":"ann@company1.example","email_verified":"true",\
              "custom:company_id":"company1","cognito:user_status":"CONFIRMED"},\
              "groupConfiguration":{"groupsToOverride":["analysts"],"iamRolesToOverride":[],\
              "preferredRole":null}},"response":{"claimsOverrideDetails":null}}\
              """
                  .replace("SUB", subject)
                  .replace("CLIENT", pool.server.clientId()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exports.handler = (e, c, callback) => callback(new Error('not allowed'))   | UserLambdaValidationException: PreTokenGeneration failed with error not allowed.
          exports.handler = (e, c, callback) => callback('text')                     | UserLambdaValidationException: PreTokenGeneration failed with error text.
          exports.handler = () => { throw new TypeError('broken') }                  | UserLambdaValidationException: PreTokenGeneration failed with error broken.
          exports.handler = async () => { throw new Error('rejected') }              | UserLambdaValidationException: PreTokenGeneration failed with error rejected.
          exports.handler = (e, c) => c.fail(new Error('failed'))                    | UserLambdaValidationException: PreTokenGeneration failed with error failed.
          exports.handler = (e) => e                                                 | InvalidLambdaResponseException: Unrecognizable lambda output
          exports.handler = async () => undefined                                    | InvalidLambdaResponseException: Unrecognizable lambda output
          exports.handler = async (e) => ({ response: e.response })                  | InvalidLambdaResponseException: Unrecognizable lambda output
          exports.other = () => 1                                                    | UnexpectedLambdaException: PreTokenGeneration invocation failed due to error AccessDeniedException.
          exports.handler = (                                                        | UnexpectedLambdaException: PreTokenGeneration invocation failed due to error AccessDeniedException.
          exports.handler = () => { while (true) {} }                                | UnexpectedLambdaException: PreTokenGeneration invocation failed due to error Socket timeout while invoking Lambda function.
          """)
  void aFailingHandlerStopsTheSignIn(String handler, String error) throws IOException {
    write("pre-token-generation.js", handler);
    try (TestPool pool = pool(false)) {
      assertThat(signIn(pool).error()).isEqualTo(error);
    }
  }

  @Test
  void aHandlerMayTakeItsTime() throws IOException {
    write(
        "pre-token-generation.js",
        """
        let calls = 0;
        exports.handler = (event, context, callback) => {
          calls += 1;
          event.response = { claimsOverrideDetails: { claimsToAddOrOverride: { calls: String(calls) } } };
          setTimeout(() => callback(null, event), 20);
        };
        """);
    try (TestPool pool = pool(true)) {
      assertThat(claim(pool, "calls")).isEqualTo("1");
      assertThat(claim(pool, "calls")).isEqualTo("2");

      // A changed file is read again, and its state begins anew.
      write(
          "pre-token-generation.js",
          "exports.handler = async (event) => { event.response = { claimsOverrideDetails:"
              + " { claimsToAddOrOverride: { calls: 'none' } } }; return event; };");
      assertThat(claim(pool, "calls")).isEqualTo("none");
    }
  }

  private TestPool pool(boolean strict) {
    return TestPool.start(options -> options.triggers(directory).strict(strict));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static String claim(TestPool pool, String name) {
    JsonNode result = signIn(pool).body().path("AuthenticationResult");
    return Verified.claims(pool.server, result.path("IdToken").asString()).path(name).asString("");
  }

  private static Api.Answer signIn(TestPool pool) {
    return pool.api()
        .call(
            "InitiateAuth",
            Map.of(
                "ClientId",
                pool.server.clientId(),
                "AuthFlow",
                "USER_PASSWORD_AUTH",
                "AuthParameters",
                Map.of("USERNAME", TestPool.ANN, "PASSWORD", TestPool.PASSWORD)));
  }

  private static JsonNode hostedTokens(TestPool pool) {
    Browser browser = pool.browser();
    return Api.JSON.readTree(
        browser.exchange(browser.signIn(TestPool.ANN, TestPool.PASSWORD)).body());
  }
}
