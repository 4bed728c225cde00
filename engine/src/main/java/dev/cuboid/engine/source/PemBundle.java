package dev.cuboid.engine.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final int PARTS = 4;
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final char[] NO_PASSWORD = {};
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** One text with everything in it, for a driver that takes no more than a text. */
  String toText() {
    return String.join(
        String.valueOf(SEPARATOR),
        Boolean.toString(tls.verify()),
        tls.authorities().orElse(""),
        tls.certificate().orElse(""),
        tls.key().map(Secret::value).orElse(""));
  }

  /** Reads what {@link #toText()} wrote. */
  static PemBundle parse(String text) {
    String[] parts = text.split(String.valueOf(SEPARATOR), -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("not a bundle of certificates");
    }
    return new PemBundle(
        new Tls.Enabled(
            Boolean.parseBoolean(parts[0]),
            nonEmpty(parts[1]),
            nonEmpty(parts[2]),
            nonEmpty(parts[3]).map(Secret::new)));
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
      throw new IllegalArgumentException(
          "a certificate or key of CUBEJS_DB_SSL_* cannot be used: " + e.getMessage(), e);
    }
  }

  private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
    if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
      return new KeyManager[0];
    }
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client",
        privateKey(tls.key().get().value()),
        NO_PASSWORD,
        certificates(tls.certificate().get()).toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
    if (!tls.verify()) {
      return new TrustManager[] {new TrustEverybody()};
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(tls.authorities().isPresent() ? trusted(tls.authorities().get()) : null);
    return factory.getTrustManagers();
  }

  private static KeyStore trusted(String authorities) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : certificates(authorities)) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    return store;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    Matcher matcher = KEY.matcher(pem);
    if (!matcher.find()) {
      throw new InvalidKeySpecException(
          "the key must be in PKCS#8 form and not encrypted (BEGIN PRIVATE KEY);"
              + " 'openssl pkcs8 -topk8 -nocrypt' converts it");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
    // The form does not say in plain which algorithm it is for.
    InvalidKeySpecException lastFailure = new InvalidKeySpecException("unknown kind of key");
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        lastFailure = e;
      }
    }
    throw lastFailure;
  }

  private static Optional<String> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
