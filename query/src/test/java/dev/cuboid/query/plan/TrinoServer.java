package dev.cuboid.query.plan;

import static org.awaitility.Awaitility.await;

import dev.cuboid.query.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Trino with tables in memory, unpacked from the jars of Maven's local repository: its server has
 * 194 MB, too many to be fetched by every build.
 */
final class TrinoServer implements TestServer {

  private static final String VERSION = "476";
  private static final Path REPOSITORY =
      Path.of(
          System.getProperty(
              "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"),
          "io",
          "trino");
  private static final Path SERVER = archive("trino-server-core", "tar.gz");
  private static final Path MEMORY = archive("trino-memory", "zip");

  private Process process;
  private Connection connection;

  private static Path archive(String name, String extension) {
    return REPOSITORY
        .resolve(name)
        .resolve(VERSION)
        .resolve(name + "-" + VERSION + "." + extension);
  }

  @Override
  public Optional<String> missing() {
    return Stream.of(SERVER, MEMORY).allMatch(Files::exists)
        ? Optional.empty()
        : Optional.of(
            "Trino is not in Maven's repository (mvn dependency:get -Dtransitive=false"
                + " -Dartifact=io.trino:trino-server-core:%s:tar.gz, and".formatted(VERSION)
                + " io.trino:trino-memory:%s:zip)".formatted(VERSION));
  }

  @Override
  public TestDatabase start() throws IOException, InterruptedException, SQLException {
    Path home = unpacked();
    Path directory = Files.createTempDirectory("cuboid-trino");
    int port = TestDatabase.freePort();
    Files.createDirectories(directory.resolve("etc/catalog"));
    Files.writeString(
        directory.resolve("etc/config.properties"),
        """
        node.environment=test
        coordinator=true
        node-scheduler.include-coordinator=true
        http-server.http.port=%d
        discovery.uri=http://127.0.0.1:%d
        plugin.dir=%s
        catalog.config-dir=%s
        query.max-memory-per-node=200MB
        """
            .formatted(port, port, home.resolve("plugin"), directory.resolve("etc/catalog")));
    Files.writeString(
        directory.resolve("etc/catalog/memory.properties"), "connector.name=memory\n");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djdk.attach.allowAttachSelf=true",
                "-Dconfig=" + directory.resolve("etc/config.properties"),
                "-cp",
                home.resolve("lib") + "/*",
                "io.trino.server.TrinoServer")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.log").toFile())
            .start();
    String url = "jdbc:trino://127.0.0.1:" + port + "/memory/default?user=test&timezone=UTC";
    connection = DriverManager.getConnection(url);
    TestDatabase database =
        new TestDatabase("Trino", Dialects.byName("trino").orElseThrow(), connection);
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .untilAsserted(() -> database.with("SELECT 1"));
    return database.with(tables());
  }

  /** Unpacked once for a working copy. */
  private static Path unpacked() throws IOException, InterruptedException {
    Path home = Path.of("target", "trino-server-core-" + VERSION).toAbsolutePath();
    Path complete = home.resolve("complete");
    if (!Files.exists(complete)) {
      Files.createDirectories(home.getParent());
      run("tar", "xzf", SERVER.toString(), "-C", home.getParent().toString());
      run("unzip", "-qo", MEMORY.toString(), "-d", home.resolve("plugin").toString());
      Files.createFile(complete);
    }
    return home;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int result = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (result != 0) {
      throw new IOException(List.of(command) + " ended with " + result);
    }
  }

  private static String tables() {
    return Shop.DATA
        .replace("TEXT", "VARCHAR")
        .replace("TIMESTAMPTZ", "TIMESTAMP(6) WITH TIME ZONE")
        .replaceAll("'(\\d{4}-\\d\\d-\\d\\d)T([\\d:.]+)Z'", "TIMESTAMP '$1 $2 UTC'");
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
