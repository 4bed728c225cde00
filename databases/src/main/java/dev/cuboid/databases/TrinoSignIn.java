package dev.cuboid.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Trino needs to ask for a password where it encrypts: a certificate, and a plugin with the
 * one user who has a password. Trino's own plugins with passwords are not in every registry.
 *
 * @see <a href="https://trino.io/docs/current/develop/password-authenticator.html">Password
 *     authenticator</a>
 */
final class TrinoSignIn {

  private static final String PLUGIN = "OneUser";

  private TrinoSignIn() {}

  /**
   * Makes the files, where they are not there yet.
   *
   * @param program the source of the plugin
   * @param libraries Trino's, as a class path
   * @param plugins the folder of Trino's plugins
   * @param etc the folder of its configuration
   * @param certificate of the server
   * @return lines for {@code config.properties}
   */
  static String write(
      Path program, String libraries, Path plugins, Path etc, SelfSigned certificate, int port)
      throws IOException {
    if (!Files.exists(plugins.resolve("one-user"))) {
      compile(program, libraries, plugins.resolve("one-user"), etc.resolve("javac.log"));
    }
    Files.writeString(
        etc.resolve("password-authenticator.properties"),
        """
        password-authenticator.name=one-user
        user=%s
        password=%s
        """
            .formatted(TrinoServer.USER, TrinoServer.PASSWORD));
    return """
    http-server.https.enabled=true
    http-server.https.port=%d
    http-server.https.keystore.path=%s
    http-server.https.keystore.key=%s
    http-server.authentication.type=PASSWORD
    http-server.authentication.allow-insecure-over-http=true
    internal-communication.shared-secret=of-the-tests
    """
        .formatted(port, certificate.keyStore(), SelfSigned.PASSWORD);
  }

  private static void compile(Path program, String libraries, Path plugin, Path log)
      throws IOException {
    Path classes = plugin.resolve("classes");
    Path services = Files.createDirectories(classes.resolve("META-INF").resolve("services"));
    Files.writeString(services.resolve("io.trino.spi.Plugin"), PLUGIN);
    run(
        log,
        "javac",
        "-proc:none",
        "-cp",
        libraries,
        "-d",
        classes.toString(),
        program.resolve(PLUGIN + ".java").toString());
  }

  private static void run(Path log, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(program + " has failed; its output is in " + log);
    }
  }
}
