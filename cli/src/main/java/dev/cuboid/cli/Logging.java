package dev.cuboid.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.Settings;
import org.slf4j.LoggerFactory;

/**
 * Sets how much is logged, and in which form; the project's {@code .env} may say it, which logback
 * does not read.
 */
final class Logging {

  private Logging() {}

  static void apply(Environment environment) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(environment.get(Settings.LOG_LEVEL)));
    if (environment.get(Settings.JSON_LOG)) {
      root.iteratorForAppenders()
          .forEachRemaining(
              appender -> {
                if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
                  writeJson(stream);
                }
              });
    }
  }

  private static void writeJson(OutputStreamAppender<ILoggingEvent> appender) {
    JsonEncoder encoder = jsonEncoder();
    encoder.setContext(appender.getContext());
    encoder.start();
    appender.setEncoder(encoder);
  }

  /** Messages as people read them; no parts of which tools could make something else. */
  static JsonEncoder jsonEncoder() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    return encoder;
  }
}
