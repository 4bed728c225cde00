package dev.cuboid.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * MariaDB, with the time zones {@code Europe/Berlin} and {@code America/New_York}. Its session time
 * zone is that of India, so that a test sees who relies on it. It encrypts where a client wants it,
 * with a certificate for {@code localhost} that nobody else has signed, and knows one of a client.
 */
public final class MariaDbServer extends DatabaseServer {

  private static final SharedServer<MariaDbServer> SHARED =
      new SharedServer<>(() -> new MariaDbServer(installation()));

  private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York");

  private final Path home;
  private final SelfSigned certificate;
  private final SelfSigned certificateOfClient;

  private MariaDbServer(Installation installation) {
    super("mariadb", installation.folder().resolve("drivers"));
    this.home = home(installation.folder().resolve("server"));
    this.certificate = SelfSigned.create(directory(), "server", "localhost");
    this.certificateOfClient = SelfSigned.create(directory(), "client", "client");
  }

  /** Of the server. */
  public SelfSigned certificate() {
    return certificate;
  }

  /** Of a client, which the server takes. */
  public SelfSigned certificateOfClient() {
    return certificateOfClient;
  }

  /** The one that all tests of this process share. */
  public static MariaDbServer shared() {
    return SHARED.running();
  }

  /** One for a test alone, which can stop it. */
  public static MariaDbServer started() {
    MariaDbServer server = new MariaDbServer(installation());
    server.start();
    return server;
  }

  private static Installation installation() {
    if (!System.getProperty("os.name").equals("Linux")
        || !System.getProperty("os.arch").equals("amd64")) {
      Installation.notTried("mariadb", "it is fetched for Linux on x86-64 only");
    }
    return Installation.of("mariadb", List.of(Installation.maven()));
  }

  private static Path home(Path archive) {
    try (var folders =
        Files.find(archive, 8, (folder, _) -> Files.exists(folder.resolve("bin/mariadbd")))) {
      return folders.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  String url() {
    return "jdbc:mariadb://127.0.0.1:"
        + port()
        + "/mysql?user=root&sslMode=disable&timezone=UTC&allowMultiQueries=true";
  }

  @Override
  ProcessBuilder process(Path directory) throws IOException {
    List<String> common =
        List.of(
            "--no-defaults",
            "--basedir=" + home,
            "--datadir=" + directory.resolve("data"),
            "--user=" + System.getProperty("user.name"));
    if (!Files.exists(directory.resolve("data"))) {
      install(common, directory);
    }
    Files.writeString(directory.resolve("server.crt"), certificate.certificate());
    Files.writeString(directory.resolve("server.key"), certificate.key());
    Files.writeString(directory.resolve("clients.crt"), certificateOfClient.certificate());
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/mariadbd").toString());
    command.addAll(common);
    command.addAll(
        List.of(
            "--port=" + port(),
            "--bind-address=127.0.0.1",
            "--socket=" + directory.resolve("socket"),
            "--default-time-zone=+05:30",
            "--ssl-cert=" + directory.resolve("server.crt"),
            "--ssl-key=" + directory.resolve("server.key"),
            "--ssl-ca=" + directory.resolve("clients.crt"),
            // Otherwise texts that differ in case only would be one group.
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_bin"));
    return new ProcessBuilder(command);
  }

  private void install(List<String> common, Path directory) throws IOException {
    // An archive for Java does not say what can be executed.
    for (String program :
        List.of(
            "bin/mariadbd",
            "bin/my_print_defaults",
            "bin/resolveip",
            "scripts/mariadb-install-db")) {
      Files.setPosixFilePermissions(
          home.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path zones = directory.resolve("zones.sql");
    Files.write(zones, ZONES.stream().flatMap(TimeZoneTables::statements).toList());
    List<String> command = new ArrayList<>();
    command.add(home.resolve("scripts/mariadb-install-db").toString());
    command.addAll(common);
    command.add("--auth-root-authentication-method=normal");
    command.add("--skip-test-db");
    command.add("--extra-file=" + zones);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("install.log").toFile())
            .start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("MariaDB could not be installed; the output is in " + directory);
    }
  }
}
