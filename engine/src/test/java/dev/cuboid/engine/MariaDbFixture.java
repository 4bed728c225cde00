package dev.cuboid.engine;

import static org.awaitility.Awaitility.await;

import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.JdbcServer;
import dev.cuboid.engine.source.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The MariaDB server that is installed on the machine, on a free port, with data of its own. */
final class MariaDbFixture implements AutoCloseable {

  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));

  private final Process process;
  private final int port;

  private MariaDbFixture(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isInstalled() {
    return program("mariadbd").isPresent() && program("mariadb-install-db").isPresent();
  }

  static MariaDbFixture start() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("cuboid-mariadb");
    Path data = directory.resolve("data");
    List<String> common =
        List.of("--no-defaults", "--datadir=" + data, "--user=" + System.getProperty("user.name"));
    List<String> install = new ArrayList<>();
    install.add(program("mariadb-install-db").orElseThrow().toString());
    install.addAll(common);
    install.add("--auth-root-authentication-method=normal");
    new ProcessBuilder(install)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("install.log").toFile())
        .start()
        .waitFor();

    int port = freePort();
    List<String> run = new ArrayList<>();
    run.add(program("mariadbd").orElseThrow().toString());
    run.addAll(common);
    run.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + directory.resolve("socket"),
            "--default-time-zone=+05:30"));
    Process process =
        new ProcessBuilder(run)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.log").toFile())
            .start();
    MariaDbFixture fixture = new MariaDbFixture(process, port);
    await().ignoreExceptions().untilAsserted(fixture::testConnection);
    return fixture;
  }

  DataSourceConfig.Jdbc config() {
    return new JdbcServer(
            "mariadb",
            Optional.of("127.0.0.1"),
            Optional.of(port),
            Optional.of("mysql"),
            "root",
            new Secret(""),
            /* encrypted= */ false,
            /* verified= */ false,
            Map.of())
        .config(Path.of("drivers"), Limits.DEFAULT);
  }

  @Override
  public void close() {
    process.destroy();
  }

  private void testConnection() {
    try (QueryEngine engine =
        QueryEngine.create(
            EngineOptions.defaults(), Map.of("default", config()), Clock.systemUTC())) {
      engine.testConnection("default");
    }
  }

  private static Optional<Path> program(String name) {
    Stream<Path> candidates = FOLDERS.stream().map(folder -> folder.resolve(name));
    return candidates.filter(Files::isExecutable).findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
