package dev.cuboid.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cuboid.cognito.CognitoOptions;
import dev.cuboid.cognito.CognitoUserPool;
import dev.cuboid.cognito.seed.ClientSeed;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.UserSeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ways through the pages of a local user pool, gone in Chromium by {@code hosted-pages.mjs}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostedPagesTest {

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String PASSWORD = "Passw0rd!";

  /** The pool's clock stands still, so that codes of authenticator apps and claims are known. */
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** The claims that chance decides. */
  private static final List<String> RANDOM_CLAIMS =
      List.of("at_hash", "sub", "origin_jti", "event_id", "jti");

  private final List<String> arrivals = new CopyOnWriteArrayList<>();
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
    PoolSeed seed =
        PoolSeed.of("eu-central-1_Pages0001", "pages")
            .with(ClientSeed.publicClient("app", List.of(callback()), List.of(callback())))
            .with(UserSeed.of("ann@example.com", PASSWORD, Map.of()))
            .with(UserSeed.of("bob@example.com", PASSWORD, Map.of()))
            .with(UserSeed.of("fay@example.com", PASSWORD, Map.of()));
    pool =
        CognitoUserPool.start(
            CognitoOptions.builder().port(0).pool(seed).clock(InstantSource.fixed(NOW)).build());
    seen =
        NodeClient.run(
            "hosted-pages.mjs",
            List.of(
                pool.uri().toString(),
                pool.id(),
                pool.clientId(),
                callback(),
                Long.toString(NOW.toEpochMilli()),
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
    assertThat(way("signIn")).isEqualTo(back("ann@example.com"));
  }

  @Test
  void whoIsSignedInIsNotAskedAgainUntilTheySignOut() {
    ObjectNode session = way("session");
    assertThat(fixed((ObjectNode) session.remove("silently"))).isEqualTo(back("ann@example.com"));
    assertThat(session)
        .isEqualTo(
            json(
                """
                {"afterPromptLogin": ["Sign in"], "signedOutTo": "%s", "afterSignOut": ["Sign in"]}
                """
                    .formatted(callback())));
  }

  @Test
  void theKeyboardIsEnoughEvenAfterAMistake() {
    assertThat(way("keyboard"))
        .isEqualTo(
            back("ann@example.com")
                .put("refused", "Incorrect username or password.")
                .put("focused", "Sign in"));
  }

  @Test
  void aWrongPasswordIsSaidAloudAndTheNameIsKept() {
    assertThat(seen.path("wrongPassword"))
        .isEqualTo(
            json(
                """
                {"alert": "Incorrect username or password.", "path": "/login",
                 "email": "ann@example.com", "password": ""}
                """));
  }

  @Test
  void whoSignsUpConfirmsTheirAddressAndSignsIn() {
    assertThat(way("signUp"))
        .isEqualTo(
            back("eve@example.com")
                .put("tooShort", "Password did not conform with policy: Password not long enough")
                .put("wrongCode", "Invalid verification code provided, please try again.")
                .put("sentAgain", "The code is on its way.")
                .put("confirmed", "Your account is confirmed. Please sign in."));
  }

  @Test
  void aForgottenPasswordIsReplacedWithACode() {
    assertThat(way("forgottenPassword"))
        .isEqualTo(
            back("bob@example.com")
                .put("different", "The two passwords differ.")
                .put("codeKept", true)
                .put("changed", "Your password is changed. Please sign in.")
                .put("oldPassword", "Incorrect username or password."));
  }

  @Test
  void whoWasInvitedChoosesAPasswordFirst() {
    assertThat(way("invited"))
        .isEqualTo(back("carl@example.com").put("different", "The two passwords differ."));
  }

  @Test
  void anAuthenticatorAppIsAskedForItsCode() {
    assertThat(way("authenticatorApp"))
        .isEqualTo(back("dora@example.com").put("old", "Invalid code received for user"));
  }

  @Test
  void whereAnAppIsNeededItIsSetUpOnTheWayIn() {
    assertThat(way("newAuthenticatorApp"))
        .isEqualTo(
            back("fay@example.com")
                .put("sameSecretInLink", true)
                .put("old", "That is not the code that the app shows now. Please try again."));
  }

  @Test
  void nobodyIsSentToAnAddressThatIsNotRegistered() {
    assertThat(seen.path("wrongRedirect"))
        .isEqualTo(
            json(
                """
                {"status": 400, "alerts": ["redirect_mismatch"],
                 "asked": ["/oauth2/authorize", "/error"]}
                """));
    assertThat(seen.path("wrongLogout"))
        .isEqualTo(
            json(
                """
                {"status": 400, "alerts": ["Invalid request"], "asked": ["/logout", "/error"]}
                """));
    assertThat(arrivals).containsOnly("/back");
  }

  /**
   * What a screen reader says of a page, where Tab goes in it, and its faults: text or edges too
   * pale in the light or the dark, fields without a label, nothing that shows the focus, an error
   * that the field does not name, a page too wide for a telephone.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sign-in",
        "wrong-password",
        "sign-up",
        "confirm",
        "confirmed",
        "forgotten-password",
        "reset-password",
        "reset-password-refused",
        "new-password",
        "new-password-refused",
        "authenticator-app",
        "authenticator-app-refused",
        "authenticator-setup",
        "authenticator-setup-refused",
        "error",
        "logout-error",
        "home",
        "outbox",
        "outbox-empty",
      })
  void aPageIsThereForEverybody(String page) throws IOException {
    assertThat(seen.path("pages").path(page).asString())
        .isEqualTo(Files.readString(Path.of("src/test/resources/hosted-pages", page + ".txt")));
  }

  @Test
  void theBrowserComplainsOfNothingButTheTwoWrongLinks() {
    String refused =
        "Failed to load resource: the server responded with a status of 400 (Bad Request)";
    assertThat(seen.path("complaints").valueStream().map(JsonNode::asString))
        .containsExactly(refused, refused);
  }

  private String callback() {
    return "http://localhost:" + app.getAddress().getPort() + "/back";
  }

  private ObjectNode way(String name) {
    return fixed((ObjectNode) seen.path(name).deepCopy());
  }

  /** What the app is to get when a user comes back to it. */
  private ObjectNode back(String email) {
    return (ObjectNode)
        json(
            """
            {"parameters": ["code", "state"], "sameState": true,
             "claims": {
               "at_hash": "random", "sub": "random", "origin_jti": "random",
               "event_id": "random", "jti": "random", "cognito:username": "as sub",
               "email": "%1$s", "email_verified": true, "nonce": "the-nonce",
               "iss": "%2$s", "aud": "%3$s", "token_use": "id",
               "auth_time": %4$d, "iat": %4$d, "exp": %5$d}}
            """
                .formatted(
                    email,
                    pool.issuer(),
                    pool.clientId(),
                    NOW.getEpochSecond(),
                    NOW.plus(Duration.ofHours(1)).getEpochSecond()));
  }

  /** Takes out of the claims what chance decided. */
  private static ObjectNode fixed(ObjectNode way) {
    if (way.get("claims") instanceof ObjectNode claims) {
      if (claims.path("cognito:username").equals(claims.path("sub"))) {
        claims.put("cognito:username", "as sub");
      }
      RANDOM_CLAIMS.stream()
          .filter(name -> !claims.path(name).asString().isBlank())
          .forEach(name -> claims.put(name, "random"));
    }
    return way;
  }

  /** The app that users come back to. */
  private HttpServer app() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          arrivals.add(exchange.getRequestURI().getPath());
          byte[] page =
              "<!DOCTYPE html><link rel=icon href=data:,><title>The app</title>".getBytes(UTF_8);
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
