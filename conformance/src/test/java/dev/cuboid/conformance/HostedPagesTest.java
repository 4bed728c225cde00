package dev.cuboid.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cuboid.cognito.CognitoUserPool;
import dev.cuboid.cognito.seed.ClientSeed;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.UserSeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ways through the pages of a local user pool, gone in Chromium by {@code hosted-pages.mjs}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostedPagesTest {

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String PASSWORD = "Passw0rd!";

  private HttpServer app;
  private CognitoUserPool pool;
  private JsonNode seen;

  @BeforeAll
  void goAllWays() throws Exception {
    Optional<Path> chromium = Chromium.findOrInstall();
    if (chromium.isEmpty()) {
      String skipped =
          "SKIPPED: nobody went through the pages of the user pool, because there is no Chromium"
              + " here and it cannot be installed; install it, or name it in CHROMIUM";
      System.err.println(skipped);
      Assumptions.abort(skipped);
    }
    NodeClient.install();
    app = app();
    String callback = "http://localhost:" + app.getAddress().getPort() + "/back";
    pool =
        CognitoUserPool.start(
            PoolSeed.of("eu-central-1_Pages0001", "pages")
                .with(ClientSeed.publicClient("app", List.of(callback), List.of(callback)))
                .with(UserSeed.of("ann@example.com", PASSWORD, Map.of()))
                .with(UserSeed.of("bob@example.com", PASSWORD, Map.of())));
    seen =
        NodeClient.run(
            "hosted-pages.mjs",
            List.of(
                pool.uri().toString(),
                pool.id(),
                pool.clientId(),
                callback,
                chromium.orElseThrow().toString(),
                Path.of("target/screenshots").toAbsolutePath().toString()),
            "",
            LIMIT);
  }

  @AfterAll
  void stop() {
    if (pool != null) {
      pool.close();
    }
    if (app != null) {
      app.stop(0);
    }
  }

  @Test
  void whoSignsInComesBackToTheAppWithATokenOfTheirs() {
    assertThat(seen.path("signIn")).isEqualTo(tokenOf("ann@example.com"));
  }

  @Test
  void whoIsSignedInIsNotAskedAgainUntilTheySignOut() {
    assertThat(seen.path("session"))
        .isEqualTo(
            json(
                """
                {"silently": %s, "afterPromptLogin": "Sign in", "afterSignOut": "Sign in"}
                """
                    .formatted(tokenOf("ann@example.com"))));
  }

  @Test
  void theKeyboardIsEnough() {
    assertThat(seen.path("keyboard"))
        .isEqualTo(
            json(
                """
                {"focused": "Sign in", "claims": %s}
                """
                    .formatted(tokenOf("ann@example.com"))));
  }

  @Test
  void aWrongPasswordIsSaidAloudAndTheNameIsKept() {
    assertThat(seen.path("wrongPassword"))
        .isEqualTo(
            json(
                """
                {"alert": "Incorrect username or password.", "path": "/login",
                 "kept": "ann@example.com"}
                """));
  }

  @Test
  void whoSignsUpConfirmsTheirAddressAndIsSignedIn() {
    assertThat(seen.path("signUp"))
        .isEqualTo(
            json(
                """
                {"tooShort": "Password did not conform with policy: Password not long enough",
                 "wrongCode": "Invalid verification code provided, please try again.",
                 "claims": %s}
                """
                    .formatted(tokenOf("eve@example.com"))));
  }

  @Test
  void aForgottenPasswordIsReplacedWithACode() {
    assertThat(seen.path("forgottenPassword"))
        .isEqualTo(
            json(
                """
                {"oldPassword": "Incorrect username or password.", "claims": %s}
                """
                    .formatted(tokenOf("bob@example.com"))));
  }

  @Test
  void whoWasInvitedChoosesAPasswordFirst() {
    assertThat(seen.path("invited"))
        .isEqualTo(
            json(
                """
                {"different": "The two passwords differ.", "claims": %s}
                """
                    .formatted(tokenOf("carl@example.com"))));
  }

  @Test
  void anAuthenticatorAppIsAskedForItsCode() {
    assertThat(seen.path("authenticatorApp"))
        .isEqualTo(
            json(
                """
                {"old": "Invalid code received for user", "claims": %s}
                """
                    .formatted(tokenOf("dora@example.com"))));
  }

  @Test
  void nobodyIsSentToAnAddressThatIsNotRegistered() {
    assertThat(seen.path("wrongRedirect"))
        .isEqualTo(
            json(
                """
                {"status": 400, "alert": "redirect_mismatch", "host": "%s"}
                """
                    .formatted(pool.uri())));
  }

  @ParameterizedTest
  @CsvSource({
    "sign-in,            Sign in",
    "wrong-password,     Sign in",
    "sign-up,            Create an account",
    "confirm,            Confirm your account",
    "forgotten-password, Forgot your password?",
    "reset-password,     Choose a new password",
    "new-password,       Choose a new password",
    "authenticator-app,  Enter your code",
    "error,              Something is wrong with this link",
  })
  void aScreenReaderFindsItsWay(String page, String heading) {
    assertThat(seen.path("audits").path(page))
        .isEqualTo(
            json(
                """
                {"title": "%1$s", "language": "en", "headings": ["%1$s"], "unlabelled": [],
                 "landmarks": 1}
                """
                    .formatted(heading)));
  }

  private JsonNode tokenOf(String email) {
    return json(
        """
        {"email": "%s", "hasUsername": true, "aud": "%s"}
        """
            .formatted(email, pool.clientId()));
  }

  /** The app that users come back to. */
  private static HttpServer app() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = "<!DOCTYPE html><title>The app</title>".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
