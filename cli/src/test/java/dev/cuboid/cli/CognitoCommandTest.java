package dev.cuboid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.cognito.CognitoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CognitoCommandTest {

  private static final String SEED =
      """
      pools:
        - id: eu-central-1_Seeded001
          name: seeded
          clients:
            - { name: web, id: webclient00000000000000001, callbackUrls: [http://localhost/] }
          users:
            - { email: eva@seeded.example, password: Passw0rd! }
      """;

  @TempDir private Path folder;

  @Test
  void aSeedFileSaysWhichPoolsThereAre() throws IOException {
    Path seed = Files.writeString(folder.resolve("seed.yml"), SEED);

    try (CognitoServer server = start("--seed", seed.toString(), "--issuer", "aws")) {
      assertThat(server.poolId()).isEqualTo("eu-central-1_Seeded001");
      assertThat(server.issuer())
          .isEqualTo("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Seeded001");
      assertThat(emails(export(server, "--pool", server.poolId())))
          .containsExactly("eva@seeded.example");
    }
  }

  @Test
  void aSeedFileWithAMistakeIsNamed() throws IOException {
    Path seed = Files.writeString(folder.resolve("seed.yml"), "pools: [{ nam: x }]");

    assertThatThrownBy(() -> start("--seed", seed.toString()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("seed.yml");
    assertThatThrownBy(() -> start("--seed", folder.resolve("absent.yml").toString()))
        .hasMessage("there is no file " + folder.resolve("absent.yml"));
  }

  @Test
  void usersAreKeptUnlessTheyAreToBeForgotten() throws IOException {
    String exported;
    try (CognitoServer server = start()) {
      exported = export(server);
      assertThat(emails(exported)).containsExactlyInAnyOrderElementsOf(ShopPool.USERS);
    }
    Path seed = Files.writeString(folder.resolve("seed.yml"), SEED.replace("eva@", "eve@"));
    try (CognitoServer server = start("--seed", seed.toString())) {
      CommandRun imported =
          CommandRun.withInput(
              exported, "cognito", "import", "--pool", server.poolId(), "--url", url(server));

      assertThat(imported).isEqualTo(new CommandRun(0, "{\"added\":2}\n", ""));
    }
    try (CognitoServer server = start("--seed", seed.toString())) {
      assertThat(emails(export(server, "--pool", server.poolId()))).hasSize(3);
    }
    try (CognitoServer server = start("--seed", seed.toString(), "--fresh")) {
      assertThat(emails(export(server, "--pool", server.poolId())))
          .containsExactly("eve@seeded.example");
    }
  }

  @Test
  void keysAreRotatedWhileThePoolRuns() throws IOException {
    try (CognitoServer server = start()) {
      CommandRun run = CommandRun.of("cognito", "rotate-keys", "--url", url(server));

      assertThat(run).isEqualTo(new CommandRun(0, "New tokens are signed with new keys.\n", ""));
    }
  }

  @Test
  void thereIsAnEncryptedListenerWhereOneIsAskedFor() throws IOException {
    try (CognitoServer server = start("--tls-port", "0")) {
      assertThat(server.encryptedUri()).isPresent();
      assertThat(CognitoCommand.welcome(server))
          .isEqualTo(
              """
              User pool us-east-1_ShopDemo1 at %1$s and %2$s
              A development tool: signatures of AWS requests are not checked, messages go to %1$s/_outbox."""
                  .formatted(server.uri(), server.encryptedUri().get()));
    }
  }

  @Test
  void aPoolThatDoesNotRunIsMissed() {
    CommandRun run = CommandRun.of("cognito", "rotate-keys", "--url", "http://localhost:1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no user pool answers at http://localhost:1");
  }

  private CognitoServer start(String... options) {
    List<String> all =
        new ArrayList<>(List.of("--port", "0", "--state", folder.resolve("state").toString()));
    all.addAll(List.of(options));
    CognitoCommand command = new CognitoCommand();
    new CommandLine(command).parseArgs(all.toArray(String[]::new));
    try {
      return command.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String url(CognitoServer server) {
    return server.uri().toString();
  }

  private static String export(CognitoServer server, String... options) {
    List<String> arguments = new ArrayList<>(List.of("cognito", "export", "--url", url(server)));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new)).out();
  }

  private static List<String> emails(String lines) {
    return lines.lines().map(line -> line.replaceAll(".*\"email\":\"([^\"]+)\".*", "$1")).toList();
  }
}
