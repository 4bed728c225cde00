package dev.cuboid.engine.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens connections through a driver that is part of the server or lies in a folder. */
final class JdbcDriver implements AutoCloseable {

  private final DataSourceConfig.Jdbc config;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Driver driver;
  private @Nullable KeyStoreFiles keyStores;

  JdbcDriver(DataSourceConfig.Jdbc config) {
    this.config = config;
  }

  /** Opens a connection whose session is set up. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(config.properties());
    properties.putAll(keyStores());
    // An empty one is refused by some drivers, which would do without.
    if (!config.user().isEmpty()) {
      properties.setProperty("user", config.user());
    }
    if (!config.password().value().isEmpty()) {
      properties.setProperty("password", config.password().value());
    }
    Connection connection = driver().connect(config.url(), properties);
    if (connection == null) {
      throw noDriver();
    }
    try (Statement statement = connection.createStatement()) {
      for (String sql : config.sessionStatements()) {
        statement.execute(sql);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Certificates, as files that are written before the first connection. */
  private Map<String, String> keyStores() throws SQLException {
    Optional<KeyStoreWords> words = KeyStoreWords.of(config.dbType());
    if (words.isEmpty() || !(config.tls() instanceof Tls.Enabled tls)) {
      return Map.of();
    }
    lock.lock();
    try {
      KeyStoreFiles written = keyStores;
      if (written == null) {
        written = KeyStoreFiles.write(words.get(), tls);
        keyStores = written;
      }
      return written.properties();
    } catch (IllegalArgumentException e) {
      throw new SQLException(e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      KeyStoreFiles written = keyStores;
      if (written != null) {
        written.close();
        keyStores = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Driver driver() throws SQLException {
    lock.lock();
    try {
      Driver found = driver;
      if (found == null) {
        found = find();
        driver = found;
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private Driver find() throws SQLException {
    Optional<Driver> known = accepting(DriverManager.drivers());
    if (known.isPresent()) {
      return known.get();
    }
    if (config.drivers().isEmpty()) {
      throw noDriver();
    }
    // Stays open as long as the driver, which loads further classes whenever it needs them.
    URLClassLoader jars =
        new URLClassLoader(jars(config.drivers().get()), JdbcDriver.class.getClassLoader());
    return accepting(
            ServiceLoader.load(Driver.class, jars).stream().map(ServiceLoader.Provider::get))
        .orElseThrow(this::noDriver);
  }

  private Optional<Driver> accepting(Stream<Driver> drivers) throws SQLException {
    for (Driver candidate : drivers.toList()) {
      if (candidate.acceptsURL(config.url())) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private SQLException noDriver() {
    String folder = config.drivers().map(path -> " into " + path).orElse(" on the class path");
    return new SQLException(
        "No JDBC driver for '%s' was found. Put its jar%s".formatted(scheme(), folder));
  }

  /** The rest of the URL may hold a password. */
  private String scheme() {
    String[] parts = config.url().split(":", 3);
    return parts.length < 2 ? "jdbc" : parts[0] + ':' + parts[1];
  }

  private static URL[] jars(Path folder) throws SQLException {
    if (!Files.isDirectory(folder)) {
      return new URL[0];
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(JdbcDriver::url)
          .toArray(URL[]::new);
    } catch (IOException e) {
      throw new SQLException("The folder of JDBC drivers cannot be read: " + folder, e);
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
