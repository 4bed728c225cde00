package dev.cuboid.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that nobody has signed but itself, made by the JDK's {@code keytool}.
 *
 * @param certificate (PEM)
 * @param key of it (PEM, PKCS#8, not encrypted)
 * @param keyStore the same, as a file (PKCS#12) with the password {@link #PASSWORD}
 */
public record SelfSigned(String certificate, String key, Path keyStore) {

  /** Of the key store. */
  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "only";

  /**
   * Makes one that is valid for two days.
   *
   * @param directory for its files, which exists
   * @param name of the files
   * @param host for which it is
   */
  public static SelfSigned create(Path directory, String name, String host) {
    Path file = directory.resolve(name + ".p12");
    try {
      Files.deleteIfExists(file);
      generate(file, host);
      KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
      return new SelfSigned(
          pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()),
          pem("PRIVATE KEY", key.getEncoded()),
          file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void generate(Path file, String host) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-validity",
            "2",
            "-dname",
            "CN=" + host,
            "-ext",
            "san=dns:" + host,
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool could not make " + file);
    }
  }

  /**
   * Bytes in the form of PEM.
   *
   * @param label between the dashes
   */
  public static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label);
  }
}
