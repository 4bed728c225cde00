package dev.cuboid.query.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Properties;

/**
 * The names that Windows, and with it SQL Server, has for time zones.
 *
 * @see <a href="https://unicode.org/reports/tr35/tr35-dates.html">Unicode LDML, Windows zones</a>
 */
final class WindowsZones {

  private static final Properties NAMES = read();

  private WindowsZones() {}

  /** Empty where Windows has no such zone. */
  static Optional<String> nameOf(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC)
        ? Optional.of("UTC")
        : Optional.ofNullable(NAMES.getProperty(zone.getId()));
  }

  private static Properties read() {
    Properties names = new Properties();
    try (Reader resource =
        new InputStreamReader(
            WindowsZones.class.getResourceAsStream("windows-zones.properties"), UTF_8)) {
      names.load(resource);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
