package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.cognito.seed.PoolSeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is still there after a restart, and after a process that ended without one. */
class PersistenceTest {

  @TempDir private Path directory;

  @Test
  void everythingOutlivesARestart() {
    String keySet;
    String refreshToken;
    String subject;
    try (TestPool pool = pool(directory)) {
      keySet = pool.browser().get(pool.server.keySetUri().getPath()).body();
      JsonNode tokens = signIn(pool);
      refreshToken = tokens.path("RefreshToken").asString();
      subject =
          Verified.claims(pool.server, tokens.path("IdToken").asString()).path("sub").asString();
    }
    try (TestPool pool = pool(directory)) {
      assertThat(pool.browser().get(pool.server.keySetUri().getPath()).body()).isEqualTo(keySet);
      JsonNode refreshed = refresh(pool, refreshToken);
      assertThat(
              Verified.claims(pool.server, refreshed.path("IdToken").asString())
                  .path("sub")
                  .asString())
          .isEqualTo(subject);
      assertThat(signIn(pool).path("IdToken").asString()).isNotEmpty();
    }
  }

  @Test
  void whatWasAnsweredOutlivesAKilledProcess() throws IOException {
    String user = "carol@company1.example";
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledServer.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      Api api = new Api(URI.create(output.readLine()));
      api.succeed("AdminCreateUser", Map.of("UserPoolId", TestPool.POOL_ID, "Username", user));
    } finally {
      process.destroyForcibly().onExit().join();
    }
    try (TestPool pool = pool(directory)) {
      assertThat(
              pool.api()
                  .succeed("AdminGetUser", Map.of("UserPoolId", TestPool.POOL_ID, "Username", user))
                  .path("UserStatus")
                  .asString())
          .isEqualTo("FORCE_CHANGE_PASSWORD");
    }
  }

  @Test
  void neitherPasswordsNorRefreshTokensAreInTheFile() throws IOException {
    String refreshToken;
    try (TestPool pool = pool(directory)) {
      refreshToken = signIn(pool).path("RefreshToken").asString();
    }
    String file = Files.readString(directory.resolve("cognito.db"), StandardCharsets.ISO_8859_1);

    assertThat(file).doesNotContain(TestPool.PASSWORD).doesNotContain(refreshToken);
  }

  @Test
  void twoServersDoNotShareADirectory() {
    try (TestPool pool = pool(directory)) {
      assertThat(pool.server.poolId()).isEqualTo(TestPool.POOL_ID);
      CognitoOptions options =
          CognitoOptions.builder()
              .port(0)
              .stateDirectory(directory)
              .pool(PoolSeed.inRegion("us-east-1", "other"))
              .build();
      assertThatThrownBy(() -> CognitoServer.start(options))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot open " + directory.resolve("cognito.db"));
    }
  }

  @Test
  void aTakenPortIsNamed() {
    try (TestPool pool = TestPool.start()) {
      int port = pool.server.uri().getPort();
      assertThatThrownBy(() -> CognitoServer.start(CognitoOptions.builder().port(port).build()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on localhost:" + port);
    }
  }

  private static TestPool pool(Path directory) {
    return TestPool.start(options -> options.stateDirectory(directory));
  }

  private static JsonNode signIn(TestPool pool) {
    return pool.api()
        .succeed(
            "InitiateAuth",
            Map.of(
                "ClientId", pool.server.clientId(),
                "AuthFlow", "USER_PASSWORD_AUTH",
                "AuthParameters", Map.of("USERNAME", TestPool.ANN, "PASSWORD", TestPool.PASSWORD)))
        .path("AuthenticationResult");
  }

  private static JsonNode refresh(TestPool pool, String refreshToken) {
    return pool.api()
        .succeed(
            "InitiateAuth",
            Map.of(
                "ClientId", pool.server.clientId(),
                "AuthFlow", "REFRESH_TOKEN_AUTH",
                "AuthParameters", Map.of("REFRESH_TOKEN", refreshToken)))
        .path("AuthenticationResult");
  }
}
