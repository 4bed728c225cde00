package dev.cuboid.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The JavaScript libraries that applications use with Amazon Cognito, unchanged but for the
 * endpoint. The tests are skipped, and say so, where Node.js or the npm registry cannot be had.
 */
class JavaScriptClientsTest {

  private static final Path SOURCE = Path.of("src/test/clients");
  private static final Path DIRECTORY = Path.of("target/clients");
  private static final int LIMIT_SECONDS = 120;

  private record Run(int status, String output) {}

  @BeforeAll
  static void install() throws IOException {
    Files.createDirectories(DIRECTORY);
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(DIRECTORY.resolve(file.getFileName()), Files.readString(file));
      }
    }
    Path installed = DIRECTORY.resolve("installed");
    String wanted = Files.readString(SOURCE.resolve("package-lock.json"));
    if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
      return;
    }
    Run npm;
    try {
      npm = run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of());
    } catch (IOException e) {
      npm = new Run(-1, String.valueOf(e.getMessage()));
    }
    if (npm.status() != 0) {
      abort("SKIPPED: the JavaScript clients cannot be installed: " + npm.output());
    }
    Files.writeString(installed, wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "srp.js,     LOCAL",
    "sdk.js,     LOCAL",
    "amplify.js, LOCAL",
    "oidc.js,    LOCAL",
    "openid.js,  LOCAL",
    "verify.js,  AWS",
  })
  void aClientDoesItsEverydayFlow(String script, IssuerForm issuerForm) throws IOException {
    try (TestPool pool =
        TestPool.start(options -> options.clock(Clock.systemUTC()).issuerForm(issuerForm))) {
      Run node =
          run(
              List.of("node", script),
              Map.of(
                  "ENDPOINT",
                  pool.server.uri().toString(),
                  "POOL_ID",
                  pool.server.poolId(),
                  "CLIENT_ID",
                  pool.server.clientId(),
                  "CALLBACK",
                  TestPool.CALLBACK,
                  "USERNAME",
                  TestPool.ANN,
                  "PASSWORD",
                  TestPool.PASSWORD));

      assertThat(node.status()).as(node.output()).isZero();
    }
  }

  private static Run run(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(DIRECTORY.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      return new Run(ended ? process.exitValue() : -1, output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
