package dev.cuboid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuboid.security.TokenContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {

  private static final String PROJECT =
      """
      CUBEJS_API_SECRET=a-secret-of-at-least-thirty-two-bytes
      CUBEJS_JWT_ISSUER=https://issuer.example
      CUBEJS_JWT_AUDIENCE=shop
      CUBEJS_JWT_CLAIMS_NAMESPACE=https://shop.example/claims
      """;

  @TempDir private Path project;

  @Test
  void aSignedTokenHasWhatTheProjectDemands() throws IOException {
    Files.writeString(project.resolve(".env"), PROJECT);

    CommandRun run =
        sign("--claim", "region=north", "--claims", "{\"company_id\": 7}", "--expires", "2h");

    Map<String, ?> claims = TokenContent.read(run.out()).claims();
    assertThat(claims.keySet())
        .containsExactly("iss", "aud", "https://shop.example/claims", "iat", "exp");
    assertThat(claims.get("iss")).isEqualTo("https://issuer.example");
    assertThat(claims.get("aud")).isEqualTo("shop");
    assertThat(claims.get("https://shop.example/claims"))
        .isEqualTo(Map.of("company_id", 7, "region", "north"));
    assertThat(seconds(claims.get("exp")) - seconds(claims.get("iat"))).isEqualTo(7200);
    assertThat(run.exitCode()).isZero();
    assertThat(
            CommandRun.withInput(
                    run.out(), "doctor", "--project", project.toString(), "--token", "-")
                .lines())
        .contains("  ok      security context: company_id, region");
  }

  @Test
  void aProjectOfAProviderSignsNothing() throws IOException {
    Files.writeString(
        project.resolve(".env"), PROJECT + "CUBEJS_JWK_URL=https://issuer.example/keys\n");

    CommandRun run = sign();

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "cuboid: the project takes tokens of its provider only, and none that a secret"
                    + " signed: see cuboid token login\n"));
  }

  @Test
  void withoutASecretNothingIsSigned() throws IOException {
    Files.writeString(project.resolve(".env"), "CUBEJS_DB_TYPE=duckdb\n");

    assertThat(sign())
        .isEqualTo(new CommandRun(1, "", "cuboid: the project has no CUBEJS_API_SECRET\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1h", "0s"})
  void aTimeThatIsNoneIsSaid(String time) {
    CommandRun run = sign("--expires", time);

    assertThat(run.err()).contains("'" + time + "' is no time such as 90s, 30m or 8h");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void aTokenIsShownWithoutItsSignature() throws IOException {
    Files.writeString(project.resolve(".env"), PROJECT);
    String token = sign("--claim", "region=north").out().strip();

    CommandRun run = CommandRun.withInput("Bearer " + token + "\n", "token", "inspect");

    assertThat(run.lines())
        .containsSubsequence(
            "header {",
            "  \"alg\" : \"HS256\",",
            "  \"typ\" : \"JWT\"",
            "}",
            "claims {",
            "  \"iss\" : \"https://issuer.example\",",
            "    \"region\" : \"north\"");
    assertThat(run.lines().getLast()).matches("expires at <time>, in 59m\\d+s|.*in 1h");
    assertThat(run.out()).doesNotContain(token.split("\\.", -1)[2]);
    assertThat(CommandRun.of("token", "inspect", token).exitCode()).isZero();
  }

  @Test
  void whatIsNoTokenIsSaid() {
    assertThat(CommandRun.of("token", "inspect", "a.b.c.d.e"))
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "cuboid: the token has five parts: it is encrypted, and looks like a refresh"
                    + " token; an ID token is needed: this looks like a refresh token: paste the"
                    + " ID token\n"));
  }

  private CommandRun sign(String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "token";
    arguments[1] = "sign";
    arguments[2] = "--project";
    arguments[3] = project.toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return CommandRun.of(arguments);
  }

  private static long seconds(Object claim) {
    return ((Number) claim).longValue();
  }
}
