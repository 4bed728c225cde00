package dev.cuboid.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Trino with the catalogs {@code memory} and {@code tpch}. Everybody is who they say, but at its
 * port for TLS, where only {@link #USER} is let in.
 */
public final class TrinoServer extends DatabaseServer {

  /** Has a password. */
  public static final String USER = "reader";

  /** Of {@link #USER}. */
  public static final String PASSWORD = "open-sesame";

  private static final SharedServer<TrinoServer> SHARED =
      new SharedServer<>(() -> new TrinoServer(installation()));

  private final Path description;
  private final Path installation;
  private final int tlsPort = FreePort.find();
  private final SelfSigned certificate;

  private TrinoServer(Installation installation) {
    super("trino", installation.folder().resolve("drivers"));
    this.description = installation.description();
    this.installation = installation.folder();
    this.certificate = SelfSigned.create(directory(), "trino", "localhost");
  }

  /** The one that all tests of this process share. */
  public static TrinoServer shared() {
    return SHARED.running();
  }

  /** One for a test alone, which can stop it. */
  public static TrinoServer started() {
    TrinoServer server = new TrinoServer(installation());
    server.start();
    return server;
  }

  /**
   * On which it encrypts, with a certificate that it has signed itself, and asks for a password.
   */
  public int tlsPort() {
    return tlsPort;
  }

  /** Which it shows where it encrypts, for {@code localhost}. */
  public SelfSigned certificate() {
    return certificate;
  }

  private static Installation installation() {
    return Installation.of("trino", List.of(Installation.maven()));
  }

  @Override
  String url() {
    return "jdbc:trino://127.0.0.1:" + port() + "/memory/default?user=admin&timezone=UTC";
  }

  /**
   * A query without a table would be answered before there is a node for tables, and one catalog
   * has its node before another.
   */
  @Override
  String[] readyQueries() {
    return new String[] {
      "SELECT count(*) FROM tpch.tiny.nation",
      "CREATE TABLE IF NOT EXISTS ready AS SELECT 1 AS one",
      "SELECT count(*) FROM ready",
      "DROP TABLE ready"
    };
  }

  @Override
  ProcessBuilder process(Path directory) throws IOException {
    configure(directory);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx1g",
            "-XX:+UseSerialGC",
            // It lives for too short a time to be worth more.
            "-XX:TieredStopAtLevel=1",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djdk.attach.allowAttachSelf=true",
            "-Dconfig=" + directory.resolve("etc/config.properties"),
            "-cp",
            libraries() + "/*",
            "io.trino.server.TrinoServer")
        .directory(directory.toFile());
  }

  private Path home() throws IOException {
    try (var folders = Files.newDirectoryStream(installation, "trino-server-core-*")) {
      return folders.iterator().next();
    }
  }

  private Path libraries() throws IOException {
    return home().resolve("lib");
  }

  private void configure(Path directory) throws IOException {
    Path etc = Files.createDirectories(directory.resolve("etc"));
    Path catalogs = Files.createDirectories(etc.resolve("catalog"));
    Path plugins = plugins(directory);
    Files.writeString(
        etc.resolve("config.properties"),
        """
        node.environment=test
        coordinator=true
        node-scheduler.include-coordinator=true
        http-server.http.port=%d
        discovery.uri=http://127.0.0.1:%d
        plugin.dir=%s
        catalog.config-dir=%s
        query.max-memory-per-node=200MB
        %s\
        """
            .formatted(
                port(),
                port(),
                plugins,
                catalogs,
                TrinoSignIn.write(
                    description, libraries() + "/*", plugins, etc, certificate, tlsPort)));
    Files.writeString(catalogs.resolve("memory.properties"), "connector.name=memory\n");
    Files.writeString(catalogs.resolve("tpch.properties"), "connector.name=tpch\n");
  }

  private Path plugins(Path directory) throws IOException {
    Path plugins = Files.createDirectories(directory.resolve("plugin"));
    try (var catalogs = Files.newDirectoryStream(installation.resolve("plugin"))) {
      for (Path plugin : catalogs) {
        link(plugins, plugin);
      }
    }
    return plugins;
  }

  private static void link(Path plugins, Path plugin) throws IOException {
    Path link = plugins.resolve(plugin.getFileName());
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, plugin);
    }
  }
}
