package dev.cuboid.engine.source;

import java.util.Optional;

/** Whether and how a connection to a database is encrypted: {@code CUBEJS_DB_SSL*}. */
public sealed interface Tls {

  /** Whether it is. */
  default boolean isEnabled() {
    return this instanceof Enabled;
  }

  /** Whether the server's certificate and name are checked. */
  default boolean isVerified() {
    return this instanceof Enabled enabled && enabled.verify();
  }

  /** Not encrypted. */
  record Disabled() implements Tls {}

  /**
   * Encrypted.
   *
   * @param verify whether the server's certificate and name are checked: {@code
   *     CUBEJS_DB_SSL_REJECT_UNAUTHORIZED}
   * @param authorities certificates (PEM) of who may have signed the server's; absent for those of
   *     the Java runtime
   * @param own our certificate, where the server asks for one
   * @param serverName which the server's certificate must have, where it is not that of the host:
   *     {@code CUBEJS_DB_SSL_SERVERNAME}
   */
  record Enabled(
      boolean verify,
      Optional<String> authorities,
      Optional<OwnCertificate> own,
      Optional<String> serverName)
      implements Tls {

    /** Encrypted, with what the Java runtime trusts, and without a certificate of our own. */
    public static Enabled of(boolean verify) {
      return new Enabled(verify, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, but for who may have signed the server's certificate. */
    public Enabled withAuthorities(String pem) {
      return new Enabled(verify, Optional.of(pem), own, serverName);
    }

    /** The same with a certificate of our own. */
    public Enabled with(OwnCertificate certificate) {
      return new Enabled(verify, authorities, Optional.of(certificate), serverName);
    }

    /**
     * Reads the certificates and the key.
     *
     * @throws IllegalArgumentException with what is wrong, if one cannot be used
     */
    public void requireUsable() {
      if (authorities.isPresent() || own.isPresent()) {
        new PemBundle(this).toContext();
      }
    }

    /** The same for a server whose certificate has this name. */
    public Enabled withServerName(String name) {
      return new Enabled(verify, authorities, own, Optional.of(name));
    }
  }

  /**
   * A certificate that is shown to a server.
   *
   * @param certificate (PEM), with those of who signed it
   * @param key of it (PEM, PKCS#8)
   * @param passphrase which the key is encrypted with: {@code CUBEJS_DB_SSL_PASSPHRASE}
   */
  record OwnCertificate(String certificate, Secret key, Optional<Secret> passphrase) {}
}
