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
    return this;
  }

  @Override
  public Optional<String> traceparent() {
    return Optional.empty();
  }

  @Override
  public void answered(int status) {}

  @Override
  public Span begin(String name) {
    return this;
  }

  @Override
  public Span beginCaused(String name) {
    return this;
  }

  @Override
  public Span beginQuery(String dbType, String dataSource, String sql) {
    return this;
  }

  @Override
  public void set(String attribute, String value) {}

  @Override
  public void fail(String type) {}

  @Override
  public void close() {}
}
