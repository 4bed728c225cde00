package dev.cuboid.server.telemetry;

import dev.cuboid.engine.trace.Span;
import dev.cuboid.server.config.ConfigurationException;
import dev.cuboid.server.config.Environment;
import dev.cuboid.server.config.TelemetrySettings;
import dev.cuboid.server.http.Request;

/** Tells an observer of requests. Thread-safe. */
public interface Tracing extends AutoCloseable {

  /**
   * A request has come in.
   *
   * @param route the path under which its handler is registered
   * @param requestId by which the log and the client know the request
   */
  RequestSpan begin(Request request, String route, String requestId);

  /** What causes work that no request has caused; nobody is told of itself. */
  Span unrequested();

  /** Sends what is left. */
  @Override
  void close();

  /**
   * To where the environment says, in the words of OpenTelemetry; nowhere where it says nothing.
   *
   * @throws ConfigurationException where it cannot be used
   * @see <a
   *     href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">OpenTelemetry's
   *     variables</a>
   */
  static Tracing of(Environment environment) {
    return TelemetrySettings.wantsTraces(environment)
        ? OpenTelemetryTracing.start(environment.variables())
        : off();
  }

  /** Tells nobody. */
  static Tracing off() {
    return NoTracing.NONE;
  }
}
