package dev.cuboid.server.hooks;

import dev.cuboid.server.config.Setting;
import dev.cuboid.server.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code driverFactory} gives: the type of a database and options of its driver, each of which
 * says the same as a setting.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/configuration/reference/config#driver_factory">driverFactory
 *     </a>
 */
final class DriverDescription {

  private static final String SSL = "ssl";

  private static final Map<String, Setting<?>> OPTIONS =
      Map.ofEntries(
          Map.entry("type", Settings.DB_TYPE),
          Map.entry("host", Settings.DB_HOST),
          Map.entry("port", Settings.DB_PORT),
          Map.entry("database", Settings.DB_NAME),
          Map.entry("user", Settings.DB_USER),
          Map.entry("username", Settings.DB_USER),
          Map.entry("password", Settings.DB_PASSWORD),
          Map.entry("max", Settings.DB_MAX_POOL),
          Map.entry("maxPoolSize", Settings.DB_MAX_POOL),
          Map.entry("min", Settings.DB_MIN_POOL),
          Map.entry("databasePath", Settings.DUCKDB_PATH),
          Map.entry("schema", Settings.DUCKDB_SCHEMA),
          Map.entry("memoryLimit", Settings.DUCKDB_MEMORY_LIMIT));

  private static final Map<String, Setting<?>> SSL_OPTIONS =
      Map.of(
          "rejectUnauthorized", Settings.DB_SSL_REJECT_UNAUTHORIZED,
          "ca", Settings.DB_SSL_CA,
          "cert", Settings.DB_SSL_CERT,
          "key", Settings.DB_SSL_KEY);

  private DriverDescription() {}

  /**
   * Its values as settings.
   *
   * @throws HookException for an option that is not known: without it another database could be
   *     asked than the one that is meant
   */
  static Map<Setting<?>, String> settings(Map<String, @Nullable Object> description) {
    Map<Setting<?>, String> settings = new HashMap<>();
    description.forEach(
        (name, value) -> {
          if (value == null) {
            return;
          }
          if (!name.equals(SSL)) {
            put(settings, OPTIONS, name, value);
          } else if (value instanceof Map<?, ?> ssl) {
            settings.put(Settings.DB_SSL, "true");
            // Node.js checks certificates unless it is told not to.
            settings.put(Settings.DB_SSL_REJECT_UNAUTHORIZED, "true");
            ssl.forEach((option, of) -> put(settings, SSL_OPTIONS, String.valueOf(option), of));
          } else {
            settings.put(Settings.DB_SSL, String.valueOf(value));
          }
        });
    if (!settings.containsKey(Settings.DB_TYPE)) {
      throw new HookException(
          "Error: driverFactory must return an object with the type of the database");
    }
    return settings;
  }

  private static void put(
      Map<Setting<?>, String> settings,
      Map<String, Setting<?>> options,
      String name,
      @Nullable Object value) {
    Setting<?> setting = options.get(name);
    if (setting == null || value == null) {
      throw new HookException(
          "Error: driverFactory returned the option " + name + ", which is not supported");
    }
    settings.put(setting, text(value));
  }

  /** Numbers of JavaScript have no type of their own for whole ones. */
  private static String text(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? Long.toString(number.longValue())
        : value.toString();
  }
}
