package dev.cuboid.server.hooks;

import dev.cuboid.server.config.DatabaseSettings;
import dev.cuboid.server.config.DuckDbSettings;
import dev.cuboid.server.config.Setting;
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
          Map.entry("type", DatabaseSettings.TYPE),
          Map.entry("host", DatabaseSettings.HOST),
          Map.entry("port", DatabaseSettings.PORT),
          Map.entry("database", DatabaseSettings.NAME),
          Map.entry("user", DatabaseSettings.USER),
          Map.entry("username", DatabaseSettings.USER),
          Map.entry("password", DatabaseSettings.PASSWORD),
          Map.entry("max", DatabaseSettings.MAX_POOL),
          Map.entry("maxPoolSize", DatabaseSettings.MAX_POOL),
          Map.entry("min", DatabaseSettings.MIN_POOL),
          Map.entry("databasePath", DuckDbSettings.PATH),
          Map.entry("schema", DuckDbSettings.SCHEMA),
          Map.entry("memoryLimit", DuckDbSettings.MEMORY_LIMIT));

  private static final Map<String, Setting<?>> SSL_OPTIONS =
      Map.of(
          "rejectUnauthorized", DatabaseSettings.SSL_REJECT_UNAUTHORIZED,
          "ca", DatabaseSettings.SSL_CA,
          "cert", DatabaseSettings.SSL_CERT,
          "key", DatabaseSettings.SSL_KEY,
          "passphrase", DatabaseSettings.SSL_PASSPHRASE,
          "servername", DatabaseSettings.SSL_SERVERNAME);

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
            settings.put(DatabaseSettings.SSL, "true");
            // Node.js checks certificates unless it is told not to.
            settings.put(DatabaseSettings.SSL_REJECT_UNAUTHORIZED, "true");
            ssl.forEach((option, of) -> put(settings, SSL_OPTIONS, String.valueOf(option), of));
          } else {
            settings.put(DatabaseSettings.SSL, String.valueOf(value));
          }
        });
    if (!settings.containsKey(DatabaseSettings.TYPE)) {
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
