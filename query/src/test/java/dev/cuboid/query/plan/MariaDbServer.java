package dev.cuboid.query.plan;

import static org.awaitility.Awaitility.await;

import dev.cuboid.query.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The MariaDB server that is installed on the machine, on a free port, with data of its own. */
final class MariaDbServer implements TestServer {

  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));
  private static final Path ZONES = Path.of("/usr/share/zoneinfo");

  private Process process;
  private Connection connection;

  @Override
  public Optional<String> missing() {
    boolean installed =
        Stream.of("mariadbd", "mariadb-install-db", "mariadb-tzinfo-to-sql")
            .allMatch(program -> program(program).isPresent());
    return installed
        ? Optional.empty()
        : Optional.of("MariaDB is not installed (apt-get install mariadb-server)");
  }

  @Override
  public TestDatabase start() throws IOException, InterruptedException, SQLException {
    Path directory = Files.createTempDirectory("cuboid-mariadb");
    List<String> common =
        List.of(
            "--no-defaults",
            "--datadir=" + directory.resolve("data"),
            "--user=" + System.getProperty("user.name"));
    List<String> install = new ArrayList<>();
    install.add(program("mariadb-install-db").orElseThrow().toString());
    install.addAll(common);
    install.add("--auth-root-authentication-method=normal");
    run(install, directory.resolve("install.log")).waitFor();

    int port = TestDatabase.freePort();
    List<String> server = new ArrayList<>();
    server.add(program("mariadbd").orElseThrow().toString());
    server.addAll(common);
    server.add("--port=" + port);
    server.add("--bind-address=127.0.0.1");
    server.add("--socket=" + directory.resolve("socket"));
    // Otherwise texts that differ in case only would be one group.
    server.add("--character-set-server=utf8mb4");
    server.add("--collation-server=utf8mb4_bin");
    process = run(server, directory.resolve("server.log"));
    String url =
        "jdbc:mariadb://127.0.0.1:" + port + "/mysql?user=root&sslMode=disable&timezone=UTC";
    await().ignoreExceptions().untilAsserted(() -> connection = DriverManager.getConnection(url));
    TestDatabase database = new TestDatabase("MariaDB", Dialects.mysql(), connection);
    for (String zone : List.of("Europe/Berlin", "America/New_York")) {
      database.with(timeZone(zone, directory));
    }
    return database.with("CREATE DATABASE shop; USE shop").with(tables());
  }

  private static String timeZone(String name, Path directory)
      throws IOException, InterruptedException {
    Path sql = directory.resolve("zone.sql");
    String program = program("mariadb-tzinfo-to-sql").orElseThrow().toString();
    Process conversion =
        new ProcessBuilder(program, ZONES.resolve(name).toString(), name)
            .redirectOutput(sql.toFile())
            .start();
    conversion.waitFor();
    return Files.readString(sql);
  }

  private static String tables() {
    return Shop.DATA
        .replace("TEXT", "VARCHAR(100)")
        .replace("TIMESTAMPTZ", "DATETIME(6)")
        .replace("\\", "\\\\")
        .replaceAll("'(\\d{4}-\\d\\d-\\d\\d)T([\\d:.]+)Z'", "'$1 $2'");
  }

  private static Process run(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static Optional<Path> program(String name) {
    Stream<Path> candidates = FOLDERS.stream().map(folder -> folder.resolve(name));
    return candidates.filter(Files::isExecutable).findFirst();
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
    if (process != null) {
      process.destroy();
    }
  }
}
