package dev.cuboid.engine.source;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates and a key, as text.
 *
 * @param tls what was configured
 */
record PemBundle(Tls.Enabled tls) {

  private static final char SEPARATOR = '\u001e';
  private static final int PARTS = 6;
  private static final char[] NO_PASSWORD = {};

  /** One text with everything in it, for a driver that takes no more than a text. */
  String toText() {
    return String.join(
        String.valueOf(SEPARATOR),
        Boolean.toString(tls.verify()),
        tls.authorities().orElse(""),
        tls.own().map(Tls.OwnCertificate::certificate).orElse(""),
        tls.own().map(own -> own.key().value()).orElse(""),
        tls.own().flatMap(Tls.OwnCertificate::passphrase).map(Secret::value).orElse(""),
        tls.serverName().orElse(""));
  }

  /** Reads what {@link #toText()} wrote. */
  static PemBundle parse(String text) {
    String[] parts = text.split(String.valueOf(SEPARATOR), -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("not a bundle of certificates");
    }
    Optional<Tls.OwnCertificate> own =
        nonEmpty(parts[2])
            .map(
                certificate ->
                    new Tls.OwnCertificate(
                        certificate, new Secret(parts[3]), nonEmpty(parts[4]).map(Secret::new)));
    return new PemBundle(
        new Tls.Enabled(
            Boolean.parseBoolean(parts[0]), nonEmpty(parts[1]), own, nonEmpty(parts[5])));
  }

  /**
   * Ready to open connections.
   *
   * @throws IllegalArgumentException if a certificate or the key cannot be read
   */
  SSLContext toContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw PemStores.unusable(e);
    }
  }

  private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
    if (tls.own().isEmpty()) {
      return new KeyManager[0];
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(PemStores.own(tls.own().get(), NO_PASSWORD), NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
    if (!tls.verify()) {
      return new TrustManager[] {new TrustEverybody()};
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted =
        tls.authorities().isPresent() ? PemStores.trusted(tls.authorities().get()) : null;
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static Optional<String> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
