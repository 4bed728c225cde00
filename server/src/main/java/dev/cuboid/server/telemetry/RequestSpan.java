package dev.cuboid.server.telemetry;

import dev.cuboid.engine.trace.Span;
import java.util.Optional;

/** A request, from the moment that it was read to the moment that its answer is known. */
public interface RequestSpan extends AutoCloseable {

  /** The work for it. */
  Span work();

  /** Its name for other systems: W3C's {@code traceparent}; empty where nobody is told of it. */
  Optional<String> traceparent();

  /** Says how the request was answered. */
  void answered(int status);

  /** Ends it; work that it has caused may go on. */
  @Override
  void close();
}
