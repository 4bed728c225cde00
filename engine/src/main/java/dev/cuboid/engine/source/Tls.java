package dev.cuboid.engine.source;

import java.util.Optional;

/** Whether and how a connection to a database is encrypted: {@code CUBEJS_DB_SSL*}. */
public sealed interface Tls {

  /** Not encrypted. */
  record Disabled() implements Tls {}

  /**
   * Encrypted.
   *
   * @param verify whether the server's certificate and name are checked: {@code
   *     CUBEJS_DB_SSL_REJECT_UNAUTHORIZED}
   * @param authorities certificates (PEM) of who may have signed the server's; absent for those of
   *     the Java runtime
   * @param certificate our own (PEM), where the server asks for one
   * @param key of our certificate (PEM, PKCS#8, not encrypted)
   */
  record Enabled(
      boolean verify,
      Optional<String> authorities,
      Optional<String> certificate,
      Optional<Secret> key)
      implements Tls {}
}
