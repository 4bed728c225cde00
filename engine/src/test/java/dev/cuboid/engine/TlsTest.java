package dev.cuboid.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.databases.SelfSigned;
import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.run.EngineOptions;
import dev.cuboid.engine.source.DataSourceConfig.Limits;
import dev.cuboid.engine.source.DataSourceConfig.Postgres;
import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final Limits LIMITS =
      new Limits(2, 8, 0, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(10));

  @TempDir private static Path directory;

  private static PostgresFixture postgres;
  private static SelfSigned server;
  private static SelfSigned client;

  @BeforeAll
  static void start() throws Exception {
    server = SelfSigned.create(directory, "server", "localhost");
    client = SelfSigned.create(directory, "client", "nobody");
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
  void comparesTheNameThatIsConfiguredInPlaceOfTheHost() {
    Tls.Enabled trusting = tls(true, Optional.of(server.certificate()));
    assertThat(encrypted(config("127.0.0.1", "postgres", trusting.withServerName("localhost"))))
        .isEqualTo("[{\"A.value\":true}]");
    assertThatThrownBy(
            () -> encrypted(config("localhost", "postgres", trusting.withServerName("another"))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("another");
  }

  @Test
  void signsInWithACertificateOfItsOwn() throws Exception {
    postgres.requireCertificates();
    Tls.Enabled withCertificate =
        Tls.Enabled.of(true)
            .withAuthorities(server.certificate())
            .with(
                new Tls.OwnCertificate(
                    client.certificate(), new Secret(client.key()), Optional.empty()));
    assertThat(encrypted(config("localhost", "nobody", withCertificate)))
        .isEqualTo("[{\"A.value\":true}]");
    String locked = encryptedKey(client.key(), "the passphrase");
    assertThat(encrypted(config("localhost", "nobody", locked(locked, "the passphrase"))))
        .isEqualTo("[{\"A.value\":true}]");
    assertThatThrownBy(() -> locked(locked, "another").requireUsable())
        .hasMessage(
            "a certificate or key of CUBEJS_DB_SSL_* cannot be used:"
                + " CUBEJS_DB_SSL_PASSPHRASE does not open the key");
    assertThatThrownBy(() -> encrypted(config("localhost", "nobody", tls(false, Optional.empty()))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("certificate");
  }

  private static Tls.Enabled tls(boolean verify, Optional<String> authorities) {
    return new Tls.Enabled(verify, authorities, Optional.empty(), Optional.empty());
  }

  private static Tls.Enabled locked(String key, String passphrase) {
    return tls(true, Optional.of(server.certificate()))
        .with(
            new Tls.OwnCertificate(
                client.certificate(), new Secret(key), Optional.of(new Secret(passphrase))));
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

  private static String encryptedKey(String pem, String passphrase) throws Exception {
    byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    String algorithm = "PBEWithHmacSHA256AndAES_256";
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(passphrase.toCharArray())));
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
    parameters.init(cipher.getParameters().getEncoded());
    return SelfSigned.pem(
        "ENCRYPTED PRIVATE KEY",
        new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key)).getEncoded());
  }
}
