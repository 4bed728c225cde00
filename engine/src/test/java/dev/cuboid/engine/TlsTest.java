package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.DataSourceConfig.Postgres;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final String PASSWORD = "changeit";
  private static final Limits LIMITS =
      new Limits(2, 8, 0, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(10));

  @TempDir private static Path directory;

  private static PostgresFixture postgres;
  private static KeyPem server;
  private static KeyPem client;

  @BeforeAll
  static void start() throws Exception {
    server = keyPair("server", "localhost");
    client = keyPair("client", "nobody");
    Path certificate = Files.writeString(directory.resolve("server.crt"), server.certificate());
    Path key = Files.writeString(directory.resolve("server.key"), server.key());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path clients = Files.writeString(directory.resolve("clients.crt"), client.certificate());
    postgres =
        PostgresFixture.start(
            Map.of(
                "ssl", "on",
                "ssl_cert_file", certificate.toString(),
                "ssl_key_file", key.toString(),
                "ssl_ca_file", clients.toString()));
    postgres.execute("CREATE ROLE nobody LOGIN");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void encryptsWithoutChecksWhereNoneAreAskedFor() {
    assertThat(encrypted(config("localhost", "postgres", tls(false, Optional.empty()))))
        .isEqualTo("[{\"A.value\":true}]");
  }

  @Test
  void doesNotEncryptWhereItIsSwitchedOff() {
    assertThat(encrypted(config("localhost", "postgres", new Tls.Disabled())))
        .isEqualTo("[{\"A.value\":false}]");
  }

  @Test
  void acceptsAServerWhoseCertificateIsTrusted() {
    assertThat(
            encrypted(
                config("localhost", "postgres", tls(true, Optional.of(server.certificate())))))
        .isEqualTo("[{\"A.value\":true}]");
  }

  @Test
  void refusesAServerThatNobodyVouchesFor() {
    assertThatThrownBy(
            () -> encrypted(config("localhost", "postgres", tls(true, Optional.empty()))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("unable to find valid certification path");
  }

  @Test
  void refusesAServerOfAnotherName() {
    assertThatThrownBy(
            () ->
                encrypted(
                    config("127.0.0.1", "postgres", tls(true, Optional.of(server.certificate())))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void signsInWithACertificateOfItsOwn() {
    postgres.requireCertificates();
    Tls.Enabled withCertificate =
        new Tls.Enabled(
            true,
            Optional.of(server.certificate()),
            Optional.of(client.certificate()),
            Optional.of(new Secret(client.key())));
    assertThat(encrypted(config("localhost", "nobody", withCertificate)))
        .isEqualTo("[{\"A.value\":true}]");
    assertThatThrownBy(() -> encrypted(config("localhost", "nobody", tls(false, Optional.empty()))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("certificate");
  }

  private static Tls.Enabled tls(boolean verify, Optional<String> authorities) {
    return new Tls.Enabled(verify, authorities, Optional.empty(), Optional.empty());
  }

  private static Postgres config(String host, String user, Tls tls) {
    Postgres plain = postgres.config(user, "", LIMITS);
    return new Postgres(
        plain.dbType(),
        host,
        plain.port(),
        plain.database(),
        plain.user(),
        plain.password(),
        tls,
        plain.limits());
  }

  private static String encrypted(Postgres config) {
    try (QueryEngine engine =
        QueryEngine.create(
            EngineOptions.defaults(), Map.of("default", config), Clock.systemUTC())) {
      return engine
          .load(
              Queries.request(
                  Queries.sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")))
          .data()
          .toJson();
    }
  }

  private static KeyPem keyPair(String alias, String name) throws Exception {
    Path file = directory.resolve(alias + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            alias,
            "-keyalg",
            "EC",
            "-validity",
            "2",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=dns:" + name,
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    Key key = store.getKey(alias, PASSWORD.toCharArray());
    Certificate certificate = store.getCertificate(alias);
    return new KeyPem(
        pem("PRIVATE KEY", key.getEncoded()), pem("CERTIFICATE", certificate.getEncoded()));
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label);
  }

  private record KeyPem(String key, String certificate) {}
}
