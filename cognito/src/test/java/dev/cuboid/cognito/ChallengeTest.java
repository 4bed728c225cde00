package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.cognito.crypto.Totp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The challenges between a sign-in and its tokens. */
class ChallengeTest {

  private static final String NEW_USER = "carol@company1.example";

  @TempDir private Path triggers;

  private TestPool pool;
  private Api api;

  @BeforeEach
  void start() {
    pool = TestPool.start(options -> options.triggers(triggers));
    api = pool.api();
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void aPasswordIsProvenWithoutBeingSent() {
    SrpClient client = new SrpClient(TestPool.POOL_ID);
    JsonNode challenge =
        initiate("USER_SRP_AUTH", Map.of("USERNAME", TestPool.ANN, "SRP_A", client.publicValue()))
            .body();

    assertThat(challenge.path("ChallengeName").asString()).isEqualTo("PASSWORD_VERIFIER");
    JsonNode parameters = challenge.path("ChallengeParameters");
    assertThat(parameters.propertyNames())
        .containsExactlyInAnyOrder("SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP");
    Api.Answer tokens =
        respond("PASSWORD_VERIFIER", "", client.answer(parameters, TestPool.PASSWORD));
    assertThat(tokens.text("/AuthenticationResult/IdToken")).isNotEmpty();
    assertThat(
            respond("PASSWORD_VERIFIER", "", client.answer(parameters, TestPool.PASSWORD)).error())
        .isEqualTo("NotAuthorizedException: Invalid session for the user, session is expired.");
  }

  @Test
  void aWrongProofIsRefused() {
    SrpClient client = new SrpClient(TestPool.POOL_ID);
    JsonNode parameters =
        initiate("USER_SRP_AUTH", Map.of("USERNAME", TestPool.ANN, "SRP_A", client.publicValue()))
            .body()
            .path("ChallengeParameters");

    assertThat(respond("PASSWORD_VERIFIER", "", client.answer(parameters, "wrong")).error())
        .isEqualTo("NotAuthorizedException: Incorrect username or password.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "no number"})
  void aClientValueThatWouldOpenAnyDoorIsRefused(String value) {
    assertThat(initiate("USER_SRP_AUTH", Map.of("USERNAME", TestPool.ANN, "SRP_A", value)).error())
        .isEqualTo("InvalidParameterException: Invalid SRP_A parameter.");
  }

  @Test
  void aTemporaryPasswordMustBeChanged() {
    createUser();
    Api.Answer challenge = withPassword(NEW_USER, "Temporary1!");

    assertThat(challenge.text("/ChallengeName")).isEqualTo("NEW_PASSWORD_REQUIRED");
    assertThat(challenge.text("/ChallengeParameters/requiredAttributes")).isEqualTo("[]");
    assertThat(Api.JSON.readTree(challenge.text("/ChallengeParameters/userAttributes")))
        .isEqualTo(Api.JSON.readTree("{\"email\":\"" + NEW_USER + "\"}"));
    String session = challenge.text("/Session");

    assertThat(newPassword(session, "short").error())
        .isEqualTo(
            "InvalidPasswordException: Password did not conform with policy: Password not long"
                + " enough");
    assertThat(newPassword(session, "Lasting-Passw0rd").text("/AuthenticationResult/IdToken"))
        .isNotEmpty();
    assertThat(withPassword(NEW_USER, "Lasting-Passw0rd").text("/AuthenticationResult/IdToken"))
        .isNotEmpty();
    assertThat(
            api.succeed(
                    "AdminGetUser", Map.of("UserPoolId", TestPool.POOL_ID, "Username", NEW_USER))
                .path("UserStatus")
                .asString())
        .isEqualTo("CONFIRMED");
  }

  @Test
  void aTemporaryPasswordEnds() {
    createUser();
    pool.clock.advance(Duration.ofDays(8));

    assertThat(withPassword(NEW_USER, "Temporary1!").error())
        .isEqualTo(
            "NotAuthorizedException: Temporary password has expired and must be reset by an"
                + " administrator.");
  }

  @Test
  void aChallengeEnds() {
    createUser();
    String session = withPassword(NEW_USER, "Temporary1!").text("/Session");
    pool.clock.advance(Duration.ofMinutes(4));

    assertThat(newPassword(session, "Lasting-Passw0rd").error())
        .isEqualTo("NotAuthorizedException: Invalid session for the user, session is expired.");
  }

  @Test
  void theHostedPagesAskForTheNewPasswordToo() {
    createUser();
    Browser browser = pool.browser();
    Browser.Page page = browser.signIn(NEW_USER, "Temporary1!");
    assertThat(page.body()).contains("Choose a new password");

    Browser.Page differing =
        browser.submit(page, Map.of("new_password", "Lasting-Passw0rd", "confirm_password", "x"));
    assertThat(differing.body()).contains("The two passwords differ.");
    Browser.Page redirect =
        browser.submit(
            differing,
            Map.of("new_password", "Lasting-Passw0rd", "confirm_password", "Lasting-Passw0rd"));
    assertThat(redirect.location()).startsWith(TestPool.CALLBACK + "?code=");
  }

  @Test
  void anAuthenticatorAppIsSetUpAndThenAskedFor() {
    requireApps("OPTIONAL");
    String access =
        withPassword(TestPool.ANN, TestPool.PASSWORD).text("/AuthenticationResult/AccessToken");
    String secret =
        api.succeed("AssociateSoftwareToken", Map.of("AccessToken", access))
            .path("SecretCode")
            .asString();
    assertThat(
            api.call("VerifySoftwareToken", Map.of("AccessToken", access, "UserCode", "000000"))
                .error())
        .isEqualTo(
            "EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA");
    api.succeed("VerifySoftwareToken", Map.of("AccessToken", access, "UserCode", code(secret)));
    api.succeed(
        "SetUserMFAPreference",
        Map.of(
            "AccessToken",
            access,
            "SoftwareTokenMfaSettings",
            Map.of("Enabled", true, "PreferredMfa", true)));

    Api.Answer challenge = withPassword(TestPool.ANN, TestPool.PASSWORD);
    assertThat(challenge.text("/ChallengeName")).isEqualTo("SOFTWARE_TOKEN_MFA");
    String session = challenge.text("/Session");
    Map<String, String> wrong =
        Map.of("USERNAME", TestPool.ANN, "SOFTWARE_TOKEN_MFA_CODE", "000000");
    assertThat(respond("SOFTWARE_TOKEN_MFA", session, wrong).error())
        .isEqualTo("CodeMismatchException: Invalid code received for user");
    Map<String, String> right =
        Map.of("USERNAME", TestPool.ANN, "SOFTWARE_TOKEN_MFA_CODE", code(secret));
    assertThat(respond("SOFTWARE_TOKEN_MFA", session, right).text("/AuthenticationResult/IdToken"))
        .isNotEmpty();

    Browser browser = pool.browser();
    Browser.Page page = browser.signIn(TestPool.ANN, TestPool.PASSWORD);
    assertThat(page.body()).contains("Enter your code");
    assertThat(browser.submit(page, Map.of("authentication_code", code(secret))).location())
        .startsWith(TestPool.CALLBACK + "?code=");
  }

  @Test
  void whereAnAppIsRequiredTheSignInSetsItUp() {
    requireApps("ON");
    Api.Answer challenge = withPassword(TestPool.BOB, TestPool.PASSWORD);
    assertThat(challenge.text("/ChallengeName")).isEqualTo("MFA_SETUP");
    JsonNode associated =
        api.succeed("AssociateSoftwareToken", Map.of("Session", challenge.text("/Session")));
    JsonNode verified =
        api.succeed(
            "VerifySoftwareToken",
            Map.of(
                "Session", associated.path("Session").asString(),
                "UserCode", code(associated.path("SecretCode").asString())));
    assertThat(verified.path("Status").asString()).isEqualTo("SUCCESS");
    assertThat(
            respond(
                    "MFA_SETUP",
                    verified.path("Session").asString(),
                    Map.of("USERNAME", TestPool.BOB))
                .text("/AuthenticationResult/IdToken"))
        .isNotEmpty();
  }

  @Test
  void theHostedPagesSetUpAnAppToo() {
    requireApps("ON");
    Browser browser = pool.browser();
    Browser.Page page = browser.signIn(TestPool.BOB, TestPool.PASSWORD);
    Matcher secret = Pattern.compile("<code>([A-Z2-7]+)</code>").matcher(page.body());
    assertThat(secret.find()).isTrue();

    Browser.Page again = browser.submit(page, Map.of("authentication_code", "000000"));
    assertThat(again.body()).contains("That is not the code that the app shows now.");
    assertThat(
            browser.submit(again, Map.of("authentication_code", code(secret.group(1)))).location())
        .startsWith(TestPool.CALLBACK + "?code=");
  }

  @Test
  void thePoolsOwnChallengesDecide() throws IOException {
    write(
        "define-auth-challenge.js",
        """
        exports.handler = async (event) => {
          const last = event.request.session.at(-1);
          event.response.issueTokens = Boolean(last && last.challengeResult);
          event.response.failAuthentication = event.request.session.length >= 2 && !last.challengeResult;
          event.response.challengeName = 'CUSTOM_CHALLENGE';
          return event;
        };
        """);
    write(
        "create-auth-challenge.js",
        """
        exports.handler = async (event) => {
          event.response.publicChallengeParameters = { question: '6 times 7' };
          event.response.privateChallengeParameters = { answer: '42' };
          event.response.challengeMetadata = 'SUM';
          return event;
        };
        """);
    write(
        "verify-auth-challenge-response.js",
        """
        exports.handler = async (event) => {
          event.response.answerCorrect =
            event.request.challengeAnswer === event.request.privateChallengeParameters.answer;
          return event;
        };
        """);
    JsonNode challenge = initiate("CUSTOM_AUTH", Map.of("USERNAME", TestPool.ANN)).body();
    assertThat(challenge.path("ChallengeName").asString()).isEqualTo("CUSTOM_CHALLENGE");
    assertThat(challenge.at("/ChallengeParameters/question").asString()).isEqualTo("6 times 7");
    assertThat(challenge.at("/ChallengeParameters/answer").isMissingNode()).isTrue();

    Api.Answer again = custom(challenge.path("Session").asString(), "41");
    assertThat(again.text("/ChallengeName")).isEqualTo("CUSTOM_CHALLENGE");
    assertThat(custom(again.text("/Session"), "42").text("/AuthenticationResult/IdToken"))
        .isNotEmpty();

    String first = initiate("CUSTOM_AUTH", Map.of("USERNAME", TestPool.ANN)).text("/Session");
    String second = custom(first, "1").text("/Session");
    assertThat(custom(second, "2").error())
        .isEqualTo("NotAuthorizedException: Incorrect username or password.");
  }

  private Api.Answer custom(String session, String answer) {
    return respond("CUSTOM_CHALLENGE", session, Map.of("USERNAME", TestPool.ANN, "ANSWER", answer));
  }

  private String code(String secret) {
    return Totp.code(secret, pool.clock.instant());
  }

  private void requireApps(String configuration) {
    api.succeed(
        "SetUserPoolMfaConfig",
        Map.of(
            "UserPoolId",
            TestPool.POOL_ID,
            "MfaConfiguration",
            configuration,
            "SoftwareTokenMfaConfiguration",
            Map.of("Enabled", true)));
  }

  private void createUser() {
    api.succeed(
        "AdminCreateUser",
        Map.of(
            "UserPoolId",
            TestPool.POOL_ID,
            "Username",
            NEW_USER,
            "TemporaryPassword",
            "Temporary1!",
            "DesiredDeliveryMediums",
            List.of("EMAIL")));
  }

  private Api.Answer withPassword(String username, String password) {
    return initiate("USER_PASSWORD_AUTH", Map.of("USERNAME", username, "PASSWORD", password));
  }

  private Api.Answer initiate(String flow, Map<String, String> parameters) {
    return api.call(
        "InitiateAuth",
        Map.of("ClientId", pool.server.clientId(), "AuthFlow", flow, "AuthParameters", parameters));
  }

  private Api.Answer newPassword(String session, String password) {
    return respond(
        "NEW_PASSWORD_REQUIRED", session, Map.of("USERNAME", NEW_USER, "NEW_PASSWORD", password));
  }

  private Api.Answer respond(String name, String session, Map<String, String> responses) {
    return api.call(
        "RespondToAuthChallenge",
        Map.of(
            "ClientId", pool.server.clientId(),
            "ChallengeName", name,
            "Session", session,
            "ChallengeResponses", responses));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(triggers.resolve(name), text);
  }
}
