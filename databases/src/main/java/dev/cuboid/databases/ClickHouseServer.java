package dev.cuboid.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * ClickHouse as a library, behind a few lines of HTTP. It has no users: everybody is let in, with
 * any password.
 */
public final class ClickHouseServer extends DatabaseServer {

  private static final SharedServer<ClickHouseServer> SHARED =
      new SharedServer<>(() -> new ClickHouseServer(installation()));

  private final Installation installation;

  private ClickHouseServer(Installation installation) {
    super("clickhouse", installation.folder().resolve("drivers"));
    this.installation = installation;
  }

  /** The one that all tests of this process share. */
  public static ClickHouseServer shared() {
    return SHARED.running();
  }

  /** One for a test alone, which can stop it. */
  public static ClickHouseServer started() {
    ClickHouseServer server = new ClickHouseServer(installation());
    server.start();
    return server;
  }

  // Not `npm ci`, which wants packages of all platforms, and some registries lack some of them.
  private static Installation installation() {
    List<String> library =
        List.of(
            "npm",
            "install",
            "--prefix={}",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error");
    List<String> described = List.of("cp", "package.json", "package-lock.json", "{}");
    return Installation.of("clickhouse", List.of(Installation.maven(), described, library));
  }

  @Override
  String url() {
    return "jdbc:clickhouse://127.0.0.1:"
        + port()
        + "/default?compress=false&clickhouse_setting_join_use_nulls=1";
  }

  @Override
  ProcessBuilder process(Path directory) throws IOException {
    // Beside the library, where its import finds it.
    Path program = installation.folder().resolve("server.mjs");
    Files.copy(
        installation.description().resolve("server.mjs"),
        program,
        StandardCopyOption.REPLACE_EXISTING);
    return new ProcessBuilder(
            "node", program.toString(), Integer.toString(port()), directory.toString())
        .directory(installation.folder().toFile());
  }
}
