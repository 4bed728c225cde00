package dev.cuboid.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Settings;
import org.slf4j.LoggerFactory;

/** Sets how much is logged; the project's {@code .env} may say it, which logback does not read. */
final class LogLevel {

  private LogLevel() {}

  static void apply(Environment environment) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(environment.get(Settings.LOG_LEVEL)));
  }
}
