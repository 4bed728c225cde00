package dev.cuboid.databases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Trino with the catalogs {@code memory} and {@code tpch}. On its plain port everybody is who they
 * say; on its encrypted one, whose certificate nobody knows, they have to show a password.
 */
public final class TrinoServer extends DatabaseServer {

  /** Who has a password. */
  public static final String READER = "reader";

  /** The password of {@link #READER}. */
  public static final String PASSWORD = "Trino's-reader";

  private static final SharedServer<TrinoServer> SHARED =
      new SharedServer<>(() -> new TrinoServer(installation()));

  private static final int ITERATIONS = 1000;
  private static final int KEY_BITS = 256;
  private static final String SALT = "a salt for tests";
  private static final String STORE_PASSWORD = "changeit";

  private final Path installation;
  private final int securePort = freePort();

  private TrinoServer(Installation installation) {
    super("trino", installation.folder().resolve("drivers"));
    this.installation = installation.folder();
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

  private static Installation installation() {
    return Installation.of("trino", List.of(Installation.maven()));
  }

  /** The port with encryption and passwords. */
  public int securePort() {
    return securePort;
  }

  @Override
  String url() {
    return "jdbc:trino://127.0.0.1:" + port() + "/memory/default?user=admin&timezone=UTC";
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
    Path store = etc.resolve("server.p12");
    if (!Files.exists(store)) {
      makeCertificate(store);
    }
    Files.writeString(
        etc.resolve("config.properties"),
        """
        node.environment=test
        coordinator=true
        node-scheduler.include-coordinator=true
        http-server.http.port=%d
        http-server.https.enabled=true
        http-server.https.port=%d
        http-server.https.keystore.path=%s
        http-server.https.keystore.key=%s
        http-server.authentication.type=PASSWORD
        http-server.authentication.allow-insecure-over-http=true
        internal-communication.shared-secret=of-this-test
        password-authenticator.config-files=%s
        discovery.uri=http://127.0.0.1:%d
        plugin.dir=%s
        catalog.config-dir=%s
        query.max-memory-per-node=200MB
        """
            .formatted(
                port(),
                securePort,
                store,
                STORE_PASSWORD,
                etc.resolve("passwords.properties"),
                port(),
                plugins,
                catalogs));
    Files.writeString(
        etc.resolve("passwords.properties"),
        "password-authenticator.name=file\nfile.password-file=" + etc.resolve("passwords") + "\n");
    Files.writeString(etc.resolve("passwords"), READER + ":" + passwordHash() + "\n");
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
    link(plugins, home().resolve("plugin").resolve("password-authenticators"));
    return plugins;
  }

  private static void link(Path plugins, Path plugin) throws IOException {
    Path link = plugins.resolve(plugin.getFileName());
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, plugin);
    }
  }

  private static void makeCertificate(Path store) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-storepass",
            STORE_PASSWORD,
            "-keystore",
            store.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling("keytool.log").toFile())
            .start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool could not make a certificate");
    }
  }

  private static String passwordHash() {
    try {
      byte[] salt = SALT.getBytes(UTF_8);
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, ITERATIONS, KEY_BITS))
              .getEncoded();
      HexFormat hex = HexFormat.of();
      return ITERATIONS + ":" + hex.formatHex(salt) + ":" + hex.formatHex(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
