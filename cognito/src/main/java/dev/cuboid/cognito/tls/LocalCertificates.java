package dev.cuboid.cognito.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate authority of one machine and a certificate of it for {@code localhost}, made once
 * by the JDK's {@code keytool} and kept in a directory. Who trusts {@code ca.pem} there can use the
 * encrypted listener; browsers and Node.js ({@code NODE_EXTRA_CA_CERTS}) both take it.
 */
public final class LocalCertificates {

  private static final Logger log = LoggerFactory.getLogger(LocalCertificates.class);

  /** A key store must have one; what protects the files is that only their owner may read them. */
  private static final String STORE_PASSWORD = "localhost";

  private static final int TOOL_SECONDS = 60;
  private static final String TEN_YEARS = "3650";

  private final Path directory;

  private LocalCertificates(Path directory) {
    this.directory = directory;
  }

  /**
   * The certificates of a directory, made if they are not there.
   *
   * @throws IOException when they cannot be made
   */
  public static LocalCertificates in(Path directory) throws IOException {
    LocalCertificates certificates = new LocalCertificates(directory);
    if (!Files.isRegularFile(certificates.serverStore())) {
      certificates.make();
    }
    return certificates;
  }

  /** The certificate of the authority, for those who are to trust it. */
  public Path authority() {
    return directory.resolve("ca.pem");
  }

  /** What the listener encrypts with. */
  public SslContextFactory.Server contextFactory() {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setKeyStorePath(serverStore().toUri().toString());
    factory.setKeyStorePassword(STORE_PASSWORD);
    // There is one certificate, for every name of this machine.
    factory.setSniRequired(false);
    return factory;
  }

  private Path serverStore() {
    return directory.resolve("server.p12");
  }

  private void make() throws IOException {
    Files.createDirectories(directory);
    log.info("making a certificate authority in {}", directory);
    Path caStore = directory.resolve("ca.p12");
    Path request = directory.resolve("server.csr");
    Path certificate = directory.resolve("server.pem");
    // The finished store appears last and whole, so that a killed process leaves no half of it.
    Path unfinished = directory.resolve("server.unfinished.p12");
    for (Path old : List.of(caStore, unfinished)) {
      Files.deleteIfExists(old);
    }
    keytool(
        caStore,
        "-genkeypair -alias ca -keyalg EC -groupname secp256r1 -validity " + TEN_YEARS,
        "-dname",
        "CN=Cuboid local Cognito",
        "-ext",
        "bc:c=ca:true,pathlen:0",
        "-ext",
        "ku:c=keyCertSign,cRLSign");
    keytool(caStore, "-exportcert -rfc -alias ca", "-file", authority().toString());
    keytool(
        unfinished,
        "-genkeypair -alias server -keyalg EC -groupname secp256r1 -validity " + TEN_YEARS,
        "-dname",
        "CN=localhost");
    keytool(unfinished, "-certreq -alias server", "-file", request.toString());
    keytool(
        caStore,
        "-gencert -rfc -alias ca -validity " + TEN_YEARS,
        "-infile",
        request.toString(),
        "-outfile",
        certificate.toString(),
        "-ext",
        "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
        "-ext",
        "eku=serverAuth",
        "-ext",
        "ku:c=digitalSignature");
    keytool(
        unfinished,
        "-importcert -noprompt -trustcacerts -alias ca",
        "-file",
        authority().toString());
    keytool(unfinished, "-importcert -noprompt -alias server", "-file", certificate.toString());
    Files.delete(request);
    for (Path secret : List.of(caStore, unfinished)) {
      ownerOnly(secret);
    }
    Files.move(unfinished, serverStore());
  }

  private static void keytool(Path store, String words, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", STORE_PASSWORD));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new IOException("keytool could not make the certificates: " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool made the certificates", e);
    } finally {
      process.destroy();
    }
  }

  private static void ownerOnly(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
