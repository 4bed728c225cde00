package dev.cuboid.server.telemetry;

import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request, with the names of OpenTelemetry's semantic conventions.
 *
 * @param work the whole of it
 * @param propagator names it for others
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">Conventions for HTTP
 *     server spans</a>
 */
record OpenTelemetryRequestSpan(OpenTelemetrySpan work, TextMapPropagator propagator)
    implements RequestSpan {

  private static final String TRACEPARENT = "traceparent";

  @Override
  public Optional<String> traceparent() {
    Map<String, String> headers = new HashMap<>();
    propagator.inject(work.context(), headers, (into, name, value) -> headers.put(name, value));
    return Optional.ofNullable(headers.get(TRACEPARENT));
  }

  @Override
  public void answered(int status) {
    work.span().setAttribute("http.response.status_code", status);
    // A mistake of the client is none of the server's.
    if (status >= 500) {
      work.fail(Integer.toString(status));
    }
  }

  @Override
  public void close() {
    work.close();
  }
}
