package dev.cuboid.server.project;

import dev.cuboid.engine.source.Secret;
import dev.cuboid.engine.source.Tls;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.DatabaseSettings;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads whether and how connections to a database are encrypted. */
final class DatabaseTls {

  private DatabaseTls() {}

  /**
   * @param environment as the data source sees it
   * @param project against whose folder relative paths are read
   * @throws ConfigurationException where a file cannot be read, or a certificate has no key
   */
  static Tls read(Environment environment, Path project) {
    if (!environment.get(DatabaseSettings.SSL)) {
      return new Tls.Disabled();
    }
    Tls.Enabled tls =
        new Tls.Enabled(
            environment.get(DatabaseSettings.SSL_REJECT_UNAUTHORIZED),
            pem(DatabaseSettings.SSL_CA, environment, project),
            own(environment, project),
            environment.find(DatabaseSettings.SSL_SERVERNAME));
    try {
      tls.requireUsable();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
    return tls;
  }

  private static Optional<Tls.OwnCertificate> own(Environment environment, Path project) {
    Optional<String> certificate = pem(DatabaseSettings.SSL_CERT, environment, project);
    Optional<Secret> key = pem(DatabaseSettings.SSL_KEY, environment, project).map(Secret::new);
    if (certificate.isPresent() != key.isPresent()) {
      throw new ConfigurationException(
          "%s and %s are needed together"
              .formatted(
                  environment.variable(DatabaseSettings.SSL_CERT),
                  environment.variable(DatabaseSettings.SSL_KEY)));
    }
    return certificate.map(
        shown ->
            new Tls.OwnCertificate(
                shown,
                key.orElseThrow(),
                environment.find(DatabaseSettings.SSL_PASSPHRASE).map(Secret::new)));
  }

  /** Certificates and keys are given as they are, or by the name of a file. */
  private static Optional<String> pem(
      Setting<String> setting, Environment environment, Path project) {
    Optional<String> value = environment.find(setting);
    if (value.isEmpty() || value.get().contains("-----BEGIN")) {
      return value;
    }
    try {
      return Optional.of(Files.readString(project.resolve(value.get())));
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(
          environment.variable(setting) + " is neither PEM text nor a file that can be read");
    }
  }
}
