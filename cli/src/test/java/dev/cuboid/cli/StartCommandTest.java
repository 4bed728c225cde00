package dev.cuboid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be started is said in one line, and mended by who reads it. */
class StartCommandTest {

  @TempDir private Path project;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void aPortThatIsTakenIsNamedWithTheOption() throws IOException {
    Files.writeString(project.resolve(".env"), "CUBEJS_DB_TYPE=duckdb\n");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(start("--port", Integer.toString(port), "--host", "127.0.0.1")).isEqualTo(1);
      assertThat(lastLine())
          .isEqualTo(
              "cuboid: port %d is taken by another program; choose another with --port"
                  .formatted(port));
    }
  }

  @Test
  void aPortOfTheProjectsFileIsRead() throws IOException {
    Files.writeString(project.resolve(".env"), "CUBEJS_DB_TYPE=duckdb\nPORT=four\n");

    assertThat(start()).isEqualTo(1);
    assertThat(lastLine())
        .isEqualTo("cuboid: Value \"four\" is not valid for PORT. Must be a port.");
  }

  @Test
  void aProjectWithoutADatabaseIsSaid() {
    assertThat(start("--port", "0")).isEqualTo(1);
    assertThat(lastLine())
        .isEqualTo(
            "cuboid: Either CUBEJS_DB_TYPE or CreateOptions.driverFactory must be specified");
  }

  @Test
  void theBareWordDoesWhatTheWordWithOptionsDoes() {
    assertThat(Main.run("start")).isEqualTo(Main.run("start", "--project", "."));
    assertThat(
            said.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.contains(" ERROR ")))
        .containsExactly(
            "cuboid: Either CUBEJS_DB_TYPE or CreateOptions.driverFactory must be specified",
            "cuboid: Either CUBEJS_DB_TYPE or CreateOptions.driverFactory must be specified");
  }

  @Test
  void theVersionIsToldOnOneLine() {
    CommandRun run = CommandRun.of("--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("Cuboid \\S+\\R");
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    Path missing = project.resolve("missing");

    assertThat(Main.run("start", "--project", missing.toString())).isEqualTo(1);
    assertThat(lastLine()).isEqualTo("cuboid: there is no folder " + missing);
  }

  private int start(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "start";
    arguments[1] = "--project";
    arguments[2] = project.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return Main.run(arguments);
  }

  private String lastLine() {
    return said.toString(StandardCharsets.UTF_8).strip().lines().reduce("", (one, two) -> two);
  }
}
