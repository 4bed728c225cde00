package dev.cuboid.engine.source;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a driver is told of certificates, which it reads from key stores in files.
 *
 * @param trusted for the store of who may have signed the server's certificate
 * @param own for the store of our own certificate and its key; absent where a driver has none
 * @param asUrls whether the file is given as a URL
 * @param serverName for another name than the host's in the server's certificate; absent where a
 *     driver has none
 */
record KeyStoreWords(
    Names trusted, Optional<Names> own, boolean asUrls, Optional<String> serverName) {

  /**
   * Names of properties.
   *
   * @param type of the kind of store; absent where a driver sees it by itself
   */
  record Names(String file, String password, Optional<String> type) {

    static Names of(String file, String password, String type) {
      return new Names(file, password, Optional.of(type));
    }
  }

  /** Of a kind of database; absent where certificates cannot be given. */
  static Optional<KeyStoreWords> of(String dbType) {
    return switch (dbType) {
      case "clickhouse" ->
          trusting(Names.of("trust_store", "key_store_password", "key_store_type"), null);
      case "mariadb" ->
          both(
              Names.of("trustStore", "trustStorePassword", "trustStoreType"),
              Names.of("keyStore", "keyStorePassword", "keyStoreType"),
              false);
      case "mssql" ->
          trusting(
              Names.of("trustStore", "trustStorePassword", "trustStoreType"),
              "hostNameInCertificate");
      case "mysql" ->
          both(
              Names.of(
                  "trustCertificateKeyStoreUrl",
                  "trustCertificateKeyStorePassword",
                  "trustCertificateKeyStoreType"),
              Names.of(
                  "clientCertificateKeyStoreUrl",
                  "clientCertificateKeyStorePassword",
                  "clientCertificateKeyStoreType"),
              true);
      case "oracle" ->
          both(
              Names.of(
                  "javax.net.ssl.trustStore",
                  "javax.net.ssl.trustStorePassword",
                  "javax.net.ssl.trustStoreType"),
              Names.of(
                  "javax.net.ssl.keyStore",
                  "javax.net.ssl.keyStorePassword",
                  "javax.net.ssl.keyStoreType"),
              false);
      case "prestodb" ->
          both(
              new Names("SSLTrustStorePath", "SSLTrustStorePassword", Optional.empty()),
              new Names("SSLKeyStorePath", "SSLKeyStorePassword", Optional.empty()),
              false);
      case "trino" ->
          both(
              Names.of("SSLTrustStorePath", "SSLTrustStorePassword", "SSLTrustStoreType"),
              Names.of("SSLKeyStorePath", "SSLKeyStorePassword", "SSLKeyStoreType"),
              false);
      default -> Optional.empty();
    };
  }

  private static Optional<KeyStoreWords> both(Names trusted, Names own, boolean asUrls) {
    return Optional.of(new KeyStoreWords(trusted, Optional.of(own), asUrls, Optional.empty()));
  }

  private static Optional<KeyStoreWords> trusting(Names trusted, @Nullable String serverName) {
    return Optional.of(
        new KeyStoreWords(trusted, Optional.empty(), false, Optional.ofNullable(serverName)));
  }
}
