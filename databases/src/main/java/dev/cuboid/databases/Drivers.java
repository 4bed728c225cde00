package dev.cuboid.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The JDBC drivers in a folder. They are not on the class path, where a server under test would
 * find them too.
 *
 * @param folder of jars
 * @param jars loads them
 */
record Drivers(Path folder, ClassLoader jars) {

  static Drivers in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      URL[] jars = files.map(Drivers::url).toArray(URL[]::new);
      return new Drivers(folder, new URLClassLoader(jars));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Connection connect(String url) throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, jars)) {
      if (driver.acceptsURL(url)) {
        return driver.connect(url, new Properties());
      }
    }
    throw new SQLException("no driver in " + folder + " knows " + url);
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
