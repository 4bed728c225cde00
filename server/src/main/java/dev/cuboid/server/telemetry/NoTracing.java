package dev.cuboid.server.telemetry;

import dev.cuboid.engine.trace.Span;
import dev.cuboid.server.http.Request;
import java.util.Optional;

/** The tracing of a server that nobody watches. */
enum NoTracing implements Tracing, RequestSpan {
  NONE;

  @Override
  public RequestSpan begin(Request request, String route, String requestId) {
    return this;
  }

  @Override
  public Span unrequested() {
    return Span.none();
  }

  @Override
  public Span work() {
    return Span.none();
  }

  @Override
  public Optional<String> traceparent() {
    return Optional.empty();
  }

  @Override
  public void answered(int status) {}

  @Override
  public void close() {}
}
