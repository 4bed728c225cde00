package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Accounts that users make themselves, forgotten passwords, and the outbox behind both. */
class SignUpTest {

  private static final String DAVE = "dave@company2.example";

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
  void anAccountIsConfirmedByTheCodeInTheOutbox() {
    JsonNode made = signUp(DAVE, "Passw0rd!").body();
    assertThat(made.path("UserConfirmed").asBoolean()).isFalse();
    assertThat(made.path("CodeDeliveryDetails").toString())
        .isEqualTo(
            "{\"Destination\":\"d***@c***\",\"DeliveryMedium\":\"EMAIL\",\"AttributeName\":\"email\"}");
    assertThat(signIn(DAVE, "Passw0rd!").error())
        .isEqualTo("UserNotConfirmedException: User is not confirmed.");

    JsonNode message = outbox().get(0);
    assertThat(message.path("Destination").asString()).isEqualTo(DAVE);
    assertThat(message.path("Subject").asString()).isEqualTo("Your verification code");
    assertThat(message.path("Body").asString())
        .isEqualTo("Your confirmation code is " + message.path("Code").asString());

    assertThat(confirm("not it").error())
        .isEqualTo("CodeMismatchException: Invalid verification code provided, please try again.");
    assertThat(confirm(message.path("Code").asString()).status()).isEqualTo(200);
    assertThat(signIn(DAVE, "Passw0rd!").text("/AuthenticationResult/IdToken")).isNotEmpty();
    assertThat(confirm(message.path("Code").asString()).error())
        .isEqualTo("NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED");
  }

  @Test
  void aCodeEndsAndIsNotGuessedForEver() {
    signUp(DAVE, "Passw0rd!");
    for (int i = 0; i < 5; i++) {
      confirm("nonsense");
    }
    assertThat(confirm(lastCode()).error())
        .isEqualTo("LimitExceededException: Attempt limit exceeded, please try after some time.");

    api.succeed(
        "ResendConfirmationCode", Map.of("ClientId", pool.server.clientId(), "Username", DAVE));
    pool.clock.advance(Duration.ofHours(25));
    assertThat(confirm(lastCode()).error())
        .isEqualTo("ExpiredCodeException: Invalid code provided, please request a code again.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ann@company1.example | Passw0rd!  | UsernameExistsException: User already exists
          no-address           | Passw0rd!  | InvalidParameterException: Username should be an email.
          eve@x.example        | short      | InvalidPasswordException: Password did not conform with policy: Password not long enough
          eve@x.example        | passw0rd!  | InvalidPasswordException: Password did not conform with policy: Password must have uppercase characters
          eve@x.example        | PASSW0RD!  | InvalidPasswordException: Password did not conform with policy: Password must have lowercase characters
          eve@x.example        | Password!  | InvalidPasswordException: Password did not conform with policy: Password must have numeric characters
          eve@x.example        | Passw0rdd  | InvalidPasswordException: Password did not conform with policy: Password must have symbol characters
          """)
  void anAccountThatCannotBeMadeSaysWhy(String username, String password, String error) {
    assertThat(signUp(username, password).error()).isEqualTo(error);
  }

  @Test
  void aForgottenPasswordIsReplaced() {
    JsonNode sent =
        api.succeed(
            "ForgotPassword", Map.of("ClientId", pool.server.clientId(), "Username", TestPool.ANN));
    assertThat(sent.at("/CodeDeliveryDetails/Destination").asString()).isEqualTo("a***@c***");

    assertThat(confirmForgot("nonsense", "New-Passw0rd").error())
        .isEqualTo("CodeMismatchException: Invalid verification code provided, please try again.");
    assertThat(confirmForgot(lastCode(), "weak").error()).startsWith("InvalidPasswordException: ");
    assertThat(confirmForgot(lastCode(), "New-Passw0rd").status()).isEqualTo(200);
    assertThat(signIn(TestPool.ANN, TestPool.PASSWORD).status()).isEqualTo(400);
    assertThat(signIn(TestPool.ANN, "New-Passw0rd").status()).isEqualTo(200);

    assertThat(
            api.call(
                    "ForgotPassword",
                    Map.of("ClientId", pool.server.clientId(), "Username", "nobody"))
                .error())
        .isEqualTo("UserNotFoundException: Username/client id combination not found.");
  }

  @Test
  void anAdministratorMakesUsersChooseANewPassword() {
    api.succeed(
        "AdminResetUserPassword", Map.of("UserPoolId", TestPool.POOL_ID, "Username", TestPool.ANN));

    assertThat(signIn(TestPool.ANN, TestPool.PASSWORD).error())
        .isEqualTo("PasswordResetRequiredException: Password reset required for the user");
    assertThat(confirmForgot(lastCode(), "New-Passw0rd").status()).isEqualTo(200);
    assertThat(signIn(TestPool.ANN, "New-Passw0rd").status()).isEqualTo(200);
  }

  @Test
  void theHostedPagesTakeANewUserAllTheWay() {
    Browser browser = pool.browser();
    Browser.Page login =
        browser.get(browser.authorize(browser.authorizationParameters()).location());
    assertThat(login.body()).contains("/signup?");
    Browser.Page form = browser.get(link(login, "/signup?"));
    Browser.Page weak = browser.submit(form, Map.of("username", DAVE, "password", "weak"));
    assertThat(weak.body()).contains("Password not long enough");
    Browser.Page confirmation =
        browser.submit(weak, Map.of("username", DAVE, "password", "Passw0rd!"));
    assertThat(confirmation.body()).contains("We have written a code to d***@c***");

    assertThat(browser.get("/_outbox").body()).contains(lastCode());
    Browser.Page confirmed =
        browser.submit(
            confirmation, Map.of("username", DAVE, "code", lastCode(), "confirm", "confirm"));
    assertThat(confirmed.body()).contains("Your account is confirmed. Please sign in.");
    assertThat(
            browser.submit(confirmed, Map.of("username", DAVE, "password", "Passw0rd!")).location())
        .startsWith(TestPool.CALLBACK + "?code=");
  }

  @Test
  void theHostedPagesReplaceAForgottenPassword() {
    Browser browser = pool.browser();
    Browser.Page login =
        browser.get(browser.authorize(browser.authorizationParameters()).location());
    Browser.Page form = browser.get(link(login, "/forgotPassword?"));
    Browser.Page reset = browser.submit(form, Map.of("username", TestPool.BOB));
    Browser.Page done =
        browser.submit(
            reset,
            Map.of(
                "code",
                lastCode(),
                "new_password",
                "New-Passw0rd",
                "confirm_password",
                "New-Passw0rd"));

    assertThat(done.body()).contains("Your password is changed. Please sign in.");
    assertThat(signIn(TestPool.BOB, "New-Passw0rd").status()).isEqualTo(200);

    Browser.Page unknown = browser.submit(form, Map.of("username", "nobody@x.example"));
    assertThat(unknown.body()).contains("We have written a code to your address");
  }

  @Test
  void anInvitationCarriesTheTemporaryPassword() {
    api.succeed(
        "AdminCreateUser",
        Map.of(
            "UserPoolId",
            TestPool.POOL_ID,
            "Username",
            DAVE,
            "DesiredDeliveryMediums",
            List.of("EMAIL")));
    JsonNode message = outbox().get(0);

    assertThat(message.path("Purpose").asString()).isEqualTo("invitation");
    assertThat(signIn(DAVE, message.path("Code").asString()).text("/ChallengeName"))
        .isEqualTo("NEW_PASSWORD_REQUIRED");
  }

  @Test
  void aChangedAddressIsVerifiedAnew() {
    String access =
        signIn(TestPool.ANN, TestPool.PASSWORD).text("/AuthenticationResult/AccessToken");
    JsonNode changed =
        api.succeed(
            "UpdateUserAttributes",
            Map.of(
                "AccessToken",
                access,
                "UserAttributes",
                List.of(Map.of("Name", "email", "Value", "ann@new.example"))));
    assertThat(changed.at("/CodeDeliveryDetailsList/0/Destination").asString())
        .isEqualTo("a***@n***");
    assertThat(user(access)).contains("{\"Name\":\"email_verified\",\"Value\":\"false\"}");

    api.succeed(
        "VerifyUserAttribute",
        Map.of("AccessToken", access, "AttributeName", "email", "Code", lastCode()));
    assertThat(user(access)).contains("{\"Name\":\"email_verified\",\"Value\":\"true\"}");
    assertThat(
            api.call(
                    "UpdateUserAttributes",
                    Map.of(
                        "AccessToken",
                        access,
                        "UserAttributes",
                        List.of(Map.of("Name", "email", "Value", TestPool.BOB))))
                .error())
        .isEqualTo("AliasExistsException: An account with the given email already exists.");
  }

  @Test
  void triggersDecideAndRewrite() throws IOException {
    write(
        "pre-sign-up.js",
        """
        exports.handler = async (event) => {
          if (event.request.userAttributes.email.endsWith('@blocked.example')) throw new Error('no such company');
          event.response.autoConfirmUser = event.request.validationData.invited === 'yes';
          return event;
        };
        """);
    write(
        "custom-message.js",
        """
        exports.handler = async (event) => {
          event.response.emailSubject = 'Hello';
          event.response.emailMessage = `${event.triggerSource}: ${event.request.codeParameter}`;
          return event;
        };
        """);
    assertThat(signUp("eve@blocked.example", "Passw0rd!").error())
        .isEqualTo("UserLambdaValidationException: PreSignUp failed with error no such company.");
    signUp(DAVE, "Passw0rd!");
    JsonNode message = outbox().get(0);
    assertThat(message.path("Subject").asString()).isEqualTo("Hello");
    assertThat(message.path("Body").asString())
        .isEqualTo("CustomMessage_SignUp: " + message.path("Code").asString());

    JsonNode invited =
        api.succeed(
            "SignUp",
            Map.of(
                "ClientId",
                pool.server.clientId(),
                "Username",
                "frank@company1.example",
                "Password",
                "Passw0rd!",
                "ValidationData",
                List.of(Map.of("Name", "invited", "Value", "yes"))));
    assertThat(invited.path("UserConfirmed").asBoolean()).isTrue();
    assertThat(signIn("frank@company1.example", "Passw0rd!").status()).isEqualTo(200);
  }

  @Test
  void usersMoveOverAtTheirFirstSignIn() throws IOException {
    write(
        "user-migration.js",
        """
        exports.handler = async (event) => {
          if (event.request.password !== 'their Old passw0rd!') throw new Error('Bad password');
          event.response.userAttributes = { email: event.userName, email_verified: 'true' };
          event.response.finalUserStatus = 'CONFIRMED';
          event.response.messageAction = 'SUPPRESS';
          return event;
        };
        """);
    assertThat(signIn(DAVE, "something else").error())
        .isEqualTo("UserNotFoundException: User does not exist.");
    assertThat(signIn(DAVE, "their Old passw0rd!").status()).isEqualTo(200);

    Files.delete(triggers.resolve("user-migration.js"));
    assertThat(signIn(DAVE, "their Old passw0rd!").status()).isEqualTo(200);
  }

  private static String link(Browser.Page page, String start) {
    int from = page.body().indexOf("href=\"" + start) + "href=\"".length();
    return page.body()
        .substring(from, page.body().indexOf('"', from))
        .replace("&amp;", "&")
        .replace("&#x3D;", "=");
  }

  private Api.Answer signUp(String username, String password) {
    return api.call(
        "SignUp",
        Map.of("ClientId", pool.server.clientId(), "Username", username, "Password", password));
  }

  private Api.Answer confirm(String code) {
    return api.call(
        "ConfirmSignUp",
        Map.of("ClientId", pool.server.clientId(), "Username", DAVE, "ConfirmationCode", code));
  }

  private Api.Answer confirmForgot(String code, String password) {
    return api.call(
        "ConfirmForgotPassword",
        Map.of(
            "ClientId",
            pool.server.clientId(),
            "Username",
            TestPool.ANN,
            "ConfirmationCode",
            code,
            "Password",
            password));
  }

  private Api.Answer signIn(String username, String password) {
    return api.call(
        "InitiateAuth",
        Map.of(
            "ClientId", pool.server.clientId(),
            "AuthFlow", "USER_PASSWORD_AUTH",
            "AuthParameters", Map.of("USERNAME", username, "PASSWORD", password)));
  }

  private String user(String accessToken) {
    return api.succeed("GetUser", Map.of("AccessToken", accessToken)).toString();
  }

  private JsonNode outbox() {
    return Api.JSON.readTree(pool.browser().get("/_outbox/messages").body());
  }

  private String lastCode() {
    return outbox().get(0).path("Code").asString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(triggers.resolve(name), text);
  }
}
