package dev.cuboid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.cli.signin.FormBrowser;
import dev.cuboid.cli.signin.OpenIdSignIn;
import dev.cuboid.cli.signin.OpenIdSignIn.Registration;
import dev.cuboid.cli.signin.OpenIdSignIn.Tokens;
import dev.cuboid.cognito.CognitoOptions;
import dev.cuboid.cognito.CognitoServer;
import dev.cuboid.cognito.seed.ClientSeed;
import dev.cuboid.cognito.seed.PoolSeed;
import dev.cuboid.cognito.seed.UserSeed;
import dev.cuboid.databases.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who follows the guide of 2021 to the letter is told of each of its mistakes by name. */
class OldGuideTest {

  private static final String USER = "ann@company1.example";
  private static final String PASSWORD = "Passw0rd!";
  private static final String TRIGGER =
      """
      exports.handler = (event, context, callback) => {
        event.response = { claimsOverrideDetails: { claimsToAddOrOverride: {
          'http://localhost:4000/': JSON.stringify({ company_id: 1 }) } } };
        callback(null, event);
      };
      """;

  @TempDir private static Path folder;
  private static CognitoServer pool;
  private static Tokens tokens;

  @BeforeAll
  static void signIn() throws Exception {
    int port = FreePort.find();
    Path triggers = Files.createDirectory(folder.resolve("triggers"));
    Files.writeString(triggers.resolve("pre-token-generation.js"), TRIGGER);
    pool =
        CognitoServer.start(
            CognitoOptions.builder()
                .port(0)
                .triggers(triggers)
                .pool(
                    PoolSeed.of("us-east-1_Guide", "guide")
                        .with(
                            ClientSeed.publicClient(
                                    "app",
                                    List.of("http://localhost:" + port + "/callback"),
                                    List.of())
                                .withId("guideclient0000000000000001"))
                        .with(UserSeed.of(USER, PASSWORD, Map.of())))
                .build());
    tokens =
        new OpenIdSignIn(new SecureRandom(), new FormBrowser(USER, PASSWORD))
            .signIn(new Registration(pool.issuer(), pool.clientId(), List.of("openid"), port));
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Test
  void eachMistakeOfTheGuideIsNamedWithItsCure() throws IOException {
    CommandRun run =
        doctor(
            "https://example.auth0.com/",
            "http://localhost:4000",
            "http://localhost:4000",
            tokens.idToken());

    assertThat(run.lines())
        .containsSubsequence(
            "  FAILED  issuer: expected %s, found https://example.auth0.com/"
                .formatted(pool.issuer()),
            "          the old guide's issuer is Auth0's; for Cognito set CUBEJS_JWT_ISSUER="
                + pool.issuer(),
            "  FAILED  audience: expected an app client id, found http://localhost:4000",
            "          the old guide's audience is the application's URL; Cognito's tokens name"
                + " the app client id: set CUBEJS_JWT_AUDIENCE to it",
            "Token",
            "  FAILED  issuer: expected https://example.auth0.com/, found " + pool.issuer(),
            "  FAILED  audience: expected http://localhost:4000, found " + pool.clientId(),
            "          the old guide's audience is the application's URL; the audience of a"
                + " Cognito token is the app client id: set CUBEJS_JWT_AUDIENCE="
                + pool.clientId(),
            "  FAILED  claims namespace: expected http://localhost:4000, found nothing",
            "          they differ by the last slash: set"
                + " CUBEJS_JWT_CLAIMS_NAMESPACE=http://localhost:4000/",
            "The token is refused: mend what FAILED.");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void anAccessTokenIsCalledByItsName() throws IOException {
    CommandRun run =
        doctor(
            pool.issuer(),
            pool.clientId(),
            "http://localhost:4000/",
            tokens.accessToken().orElseThrow());

    assertThat(run.lines())
        .containsSubsequence(
            "  FAILED  claims namespace: expected http://localhost:4000/, found nothing",
            "          this is an access token, which has no claims of a V1 trigger; take the ID"
                + " token");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aNamespaceAsTextIsSaidAndTaken() throws IOException {
    CommandRun run =
        doctor(pool.issuer(), pool.clientId(), "http://localhost:4000/", tokens.idToken());

    assertThat(run.lines())
        .contains(
            "  ok      claims namespace: a text, as a V1 trigger delivers it",
            "  ok      security context: company_id",
            "The token is taken.");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).doesNotContain(tokens.idToken().split("\\.", -1)[1]);
  }

  private static CommandRun doctor(String issuer, String audience, String namespace, String token)
      throws IOException {
    Path project = Files.createTempDirectory(folder, "project");
    Files.writeString(
        project.resolve(".env"),
        """
        NODE_ENV=production
        CUBEJS_DB_TYPE=duckdb
        CUBEJS_JWK_URL=%s
        CUBEJS_JWT_ISSUER=%s
        CUBEJS_JWT_AUDIENCE=%s
        CUBEJS_JWT_ALGS=RS256
        CUBEJS_JWT_CLAIMS_NAMESPACE=%s
        """
            .formatted(pool.keySetUri(), issuer, audience, namespace));
    return CommandRun.of("doctor", "--project", project.toString(), "--token", token);
  }
}
