package dev.cuboid.server.telemetry;

import dev.cuboid.engine.trace.Span;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request, with the names of OpenTelemetry's semantic conventions.
 *
 * @param step the whole of its work
 * @param propagator names it for others
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">Conventions for HTTP
 *     server spans</a>
 */
record OpenTelemetryRequestSpan(OpenTelemetrySpan step, TextMapPropagator propagator)
    implements RequestSpan {

  private static final String TRACEPARENT = "traceparent";

  @Override
  public Optional<String> traceparent() {
    Map<String, String> headers = new HashMap<>();
    propagator.inject(step.context(), headers, (into, name, value) -> headers.put(name, value));
    return Optional.ofNullable(headers.get(TRACEPARENT));
  }

  @Override
  public void answered(int status) {
    step.span().setAttribute("http.response.status_code", status);
    // A mistake of the client is none of the server's.
    if (status >= 500) {
      step.fail(Integer.toString(status));
    }
  }

  @Override
  public Span begin(String name) {
    return step.begin(name);
  }

  @Override
  public Span beginCaused(String name) {
    return step.beginCaused(name);
  }

  @Override
  public Span beginQuery(String dbType, String dataSource, String sql) {
    return step.beginQuery(dbType, dataSource, sql);
  }

  @Override
  public void set(String attribute, String value) {
    step.set(attribute, value);
  }

  @Override
  public void fail(String type) {
    step.fail(type);
  }

  @Override
  public void close() {
    step.close();
  }
}
