package dev.cuboid.engine.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
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
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and keys in PEM, as Java's key stores in memory. */
final class PemStores {

  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final char[] NO_PASSWORD = {};
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)"
              + "-----END (ENCRYPTED )?PRIVATE KEY-----");

  private PemStores() {}

  /** A store of who may have signed a server's certificate. */
  static KeyStore trusted(String authorities) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : certificates(authorities)) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    if (number == 0) {
      throw new GeneralSecurityException("there is no certificate in what was given");
    }
    return store;
  }

  /**
   * A store of a certificate of our own.
   *
   * @param password of the key in the store
   */
  static KeyStore own(Tls.OwnCertificate own, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client",
        privateKey(own.key().value(), own.passphrase()),
        password,
        certificates(own.certificate()).toArray(Certificate[]::new));
    return store;
  }

  static IllegalArgumentException unusable(Exception cause) {
    return new IllegalArgumentException(
        "a certificate or key of CUBEJS_DB_SSL_* cannot be used: " + cause.getMessage(), cause);
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static PrivateKey privateKey(String pem, Optional<Secret> passphrase)
      throws GeneralSecurityException, IOException {
    Matcher matcher = KEY.matcher(pem);
    if (!matcher.find()) {
      throw new InvalidKeySpecException(
          "the key must be in PKCS#8 form (BEGIN PRIVATE KEY or BEGIN ENCRYPTED PRIVATE KEY);"
              + " 'openssl pkcs8 -topk8' converts it");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(2));
    if (matcher.group(1) == null) {
      return privateKey(new PKCS8EncodedKeySpec(encoded));
    }
    if (passphrase.isEmpty()) {
      throw new InvalidKeySpecException(
          "the key is encrypted, and CUBEJS_DB_SSL_PASSPHRASE is not set");
    }
    return privateKey(decrypted(new EncryptedPrivateKeyInfo(encoded), passphrase.get()));
  }

  private static PKCS8EncodedKeySpec decrypted(EncryptedPrivateKeyInfo info, Secret passphrase)
      throws GeneralSecurityException {
    String algorithm = info.getAlgName();
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.DECRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(passphrase.value().toCharArray())),
        info.getAlgParameters());
    try {
      return info.getKeySpec(cipher);
    } catch (InvalidKeySpecException e) {
      throw new InvalidKeySpecException("CUBEJS_DB_SSL_PASSPHRASE does not open the key", e);
    }
  }

  private static PrivateKey privateKey(PKCS8EncodedKeySpec key) throws GeneralSecurityException {
    // The form does not say in plain which algorithm it is for.
    InvalidKeySpecException lastFailure = new InvalidKeySpecException("unknown kind of key");
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(key);
      } catch (InvalidKeySpecException e) {
        lastFailure = e;
      }
    }
    throw lastFailure;
  }
}
