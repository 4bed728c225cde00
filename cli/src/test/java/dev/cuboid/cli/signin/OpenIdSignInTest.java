package dev.cuboid.cli.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.cli.signin.OpenIdSignIn.Registration;
import dev.cuboid.cli.signin.OpenIdSignIn.Tokens;
import dev.cuboid.cognito.CognitoOptions;
import dev.cuboid.cognito.CognitoServer;
import dev.cuboid.cognito.seed.ClientSeed;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.UserSeed;
import dev.cuboid.databases.FreePort;
import dev.cuboid.security.TokenContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A sign-in at a real OpenID provider: the local user pool. */
class OpenIdSignInTest {

  private static final String USER = "ann@company1.example";
  private static final String PASSWORD = "Passw0rd!";

  private static int port;
  private static CognitoServer pool;

  @BeforeAll
  static void start() throws IOException {
    port = FreePort.find();
    pool =
        CognitoServer.start(
            CognitoOptions.builder()
                .port(0)
                .pool(
                    PoolSeed.of("us-east-1_CommandLine", "shop")
                        .with(
                            ClientSeed.publicClient(
                                "cli",
                                List.of("http://localhost:" + port + "/callback"),
                                List.of()))
                        .with(UserSeed.of(USER, PASSWORD, Map.of())))
                .build());
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Test
  void aPersonThatSignsInGetsTheTokens() throws Exception {
    Tokens tokens = signIn(new FormBrowser(USER, PASSWORD), pool.issuer(), pool.clientId());

    Map<String, ?> id = TokenContent.read(tokens.idToken()).claims();
    assertThat(id.get("iss")).isEqualTo(pool.issuer());
    assertThat(id.get("aud")).isEqualTo(pool.clientId());
    assertThat(id.get("email")).isEqualTo(USER);
    assertThat(tokens.accessToken())
        .hasValueSatisfying(
            access ->
                assertThat(TokenContent.read(access).claims().get("token_use"))
                    .isEqualTo("access"));
    assertThat(tokens).hasToString("Tokens");
  }

  @Test
  void anAnswerThatNobodyAskedForIsNotTaken() throws Exception {
    Browser attacker =
        page -> {
          URI callback = URI.create("http://localhost:" + port + "/callback");
          assertThat(status(callback + "?code=stolen&state=guessed")).isEqualTo(404);
          assertThat(status(callback + "?code=stolen")).isEqualTo(404);
          assertThat(status(callback.resolve("/other") + "?code=stolen")).isEqualTo(404);
          new FormBrowser(USER, PASSWORD).open(page);
        };

    assertThat(signIn(attacker, pool.issuer(), pool.clientId()).idToken()).isNotEmpty();
  }

  @Test
  void theProvidersRefusalIsSaid() {
    Browser refused =
        page ->
            status(
                "http://localhost:%d/callback?error=access_denied&error_description=%s&state=%s"
                    .formatted(port, "not+today", parameter(page, "state")));

    assertThatThrownBy(() -> signIn(refused, pool.issuer(), pool.clientId()))
        .isInstanceOf(SignInException.class)
        .hasMessage("the provider answers access_denied: not today");
  }

  @Test
  void anAnswerOfAnotherProviderIsNotTaken() {
    Browser mixedUp =
        page ->
            status(
                "http://localhost:%d/callback?code=other&iss=https%%3A%%2F%%2Fevil.example&state=%s"
                    .formatted(port, parameter(page, "state")));

    assertThatThrownBy(() -> signIn(mixedUp, pool.issuer(), pool.clientId()))
        .isInstanceOf(SignInException.class)
        .hasMessage("the answer is from another issuer than " + pool.issuer());
  }

  @Test
  void aCodeThatTheProviderDoesNotKnowIsSaid() {
    Browser guessing =
        page ->
            status(
                "http://localhost:%d/callback?code=guessed&state=%s"
                    .formatted(port, parameter(page, "state")));

    assertThatThrownBy(() -> signIn(guessing, pool.issuer(), pool.clientId()))
        .isInstanceOf(SignInException.class)
        .hasMessage("localhost/oauth2/token answers invalid_grant");
  }

  @Test
  void anIssuerWithAnotherNameIsNotAsked() {
    String slash = pool.issuer() + "/";

    assertThatThrownBy(() -> signIn(page -> {}, slash, "client"))
        .isInstanceOf(SignInException.class)
        .hasMessage(
            "the provider calls itself \"%s\", and not \"%s\"".formatted(pool.issuer(), slash));
  }

  @Test
  void codesAreNotSentOverAnOpenLine() {
    assertThatThrownBy(() -> signIn(page -> {}, "http://issuer.example", "client"))
        .isInstanceOf(SignInException.class)
        .hasMessage(
            "the issuer must be an address that begins with https://, or one of this machine:"
                + " http://issuer.example/.well-known/openid-configuration");
  }

  private static Tokens signIn(Browser browser, String issuer, String clientId)
      throws IOException, InterruptedException {
    return new OpenIdSignIn(new SecureRandom(), browser)
        .signIn(new Registration(issuer, clientId, List.of("openid", "email"), port));
  }

  private static String parameter(URI page, String name) {
    return Form.decode(page.getRawQuery()).getOrDefault(name, "");
  }

  private static int status(String address) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(address)).GET().build(),
              BodyHandlers.ofString(StandardCharsets.UTF_8))
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
