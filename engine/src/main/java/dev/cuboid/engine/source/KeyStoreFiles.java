package dev.cuboid.engine.source;

import dev.cuboid.engine.source.KeyStoreWords.Names;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Certificates as files, for drivers that take nothing else. Nobody but this account may read them,
 * their password is made anew each time and is in no file, and they are deleted when the data
 * source is closed, or else when the process ends.
 */
final class KeyStoreFiles implements AutoCloseable {

  private static final String TYPE = "PKCS12";
  private static final int PASSWORD_BYTES = 24;

  private final KeyStoreWords words;
  private final String password;
  private final List<Path> files = new ArrayList<>();
  private final Map<String, String> properties = new HashMap<>();

  private KeyStoreFiles(KeyStoreWords words, String password) {
    this.words = words;
    this.password = password;
  }

  /**
   * Writes what is needed.
   *
   * @throws IllegalArgumentException if a certificate or the key cannot be read
   */
  static KeyStoreFiles write(KeyStoreWords words, Tls.Enabled tls) {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    KeyStoreFiles files = new KeyStoreFiles(words, HexFormat.of().formatHex(random));
    try {
      if (tls.verify() && tls.authorities().isPresent()) {
        files.add(words.trusted(), PemStores.trusted(tls.authorities().get()));
      }
      if (tls.own().isPresent() && words.own().isPresent()) {
        char[] keyPassword = files.password.toCharArray();
        files.add(words.own().get(), PemStores.own(tls.own().get(), keyPassword));
      }
      return files;
    } catch (GeneralSecurityException | IOException e) {
      files.close();
      throw PemStores.unusable(e);
    }
  }

  /** What the driver is told. */
  Map<String, String> properties() {
    return Map.copyOf(properties);
  }

  private void add(Names names, KeyStore store) throws GeneralSecurityException, IOException {
    // Made for its owner alone.
    Path file = Files.createTempFile("cuboid-", ".p12");
    file.toFile().deleteOnExit();
    files.add(file);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    properties.put(names.file(), words.asUrls() ? file.toUri().toString() : file.toString());
    properties.put(names.password(), password);
    names.type().ifPresent(type -> properties.put(type, TYPE));
  }

  @Override
  public void close() {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
