package dev.cuboid.engine.run;

import dev.cuboid.engine.trace.Span;
import java.time.Duration;

/**
 * A request that waits for results.
 *
 * @param requestId its name
 * @param deadline until when it waits, by {@link System#nanoTime}
 * @param background whether what it starts is wanted though no client waits
 * @param options what holds for its tenant
 * @param span the step of its work that waits
 */
record Waiter(String requestId, long deadline, boolean background, LoadOptions options, Span span) {

  static Waiter client(String requestId, Duration patience, LoadOptions options, Span span) {
    return new Waiter(requestId, System.nanoTime() + patience.toNanos(), false, options, span);
  }

  static Waiter background(Duration patience, LoadOptions options, Span span) {
    return new Waiter("background", System.nanoTime() + patience.toNanos(), true, options, span);
  }

  /** How many nanoseconds are left; zero or less when the time is up. */
  long remaining() {
    return deadline - System.nanoTime();
  }
}
