package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The AWS command line, where it is installed; otherwise the test is skipped, and says so. */
class AwsCommandLineTest {

  private static final int LIMIT_SECONDS = 120;

  private TestPool pool;

  @BeforeEach
  void start() {
    pool = TestPool.start();
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void thePoolOfTheGuideIsMadeByHand() {
    JsonNode made = aws("create-user-pool", "--pool-name", "by-hand").path("UserPool");
    String poolId = made.path("Id").asString();
    String clientId =
        aws(
                "create-user-pool-client",
                "--user-pool-id",
                poolId,
                "--client-name",
                "web",
                "--explicit-auth-flows",
                "ALLOW_USER_PASSWORD_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH")
            .at("/UserPoolClient/ClientId")
            .asString();
    aws(
        "admin-create-user",
        "--user-pool-id",
        poolId,
        "--username",
        "carol",
        "--message-action",
        "SUPPRESS");
    aws(
        "admin-set-user-password",
        "--user-pool-id",
        poolId,
        "--username",
        "carol",
        "--password",
        "Passw0rd!",
        "--permanent");
    JsonNode signedIn =
        aws(
            "initiate-auth",
            "--auth-flow",
            "USER_PASSWORD_AUTH",
            "--client-id",
            clientId,
            "--auth-parameters",
            "USERNAME=carol,PASSWORD=Passw0rd!");

    assertThat(signedIn.at("/AuthenticationResult/TokenType").asString()).isEqualTo("Bearer");
    assertThat(
            aws(
                    "get-user",
                    "--access-token",
                    signedIn.at("/AuthenticationResult/AccessToken").asString())
                .path("Username")
                .asString())
        .isEqualTo("carol");
  }

  private JsonNode aws(String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("aws", "--endpoint-url", pool.server.uri().toString(), "cognito-idp"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "any",
                "AWS_SECRET_ACCESS_KEY", "any",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_DEFAULT_OUTPUT", "json",
                "AWS_PAGER", ""));
    String output = run(builder);
    return Api.JSON.readTree(output.isBlank() ? "{}" : output);
  }

  private static String run(ProcessBuilder builder) {
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return abort("SKIPPED: the AWS command line is not installed: " + e.getMessage());
    }
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
