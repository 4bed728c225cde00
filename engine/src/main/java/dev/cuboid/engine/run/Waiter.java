package dev.cuboid.engine.run;

import java.time.Duration;

/**
 * A request that waits for results.
 *
 * @param requestId its name
 * @param deadline until when it waits, by {@link System#nanoTime}
 * @param background whether what it starts is wanted though no client waits
 */
record Waiter(String requestId, long deadline, boolean background) {

  static Waiter client(String requestId, Duration patience) {
    return new Waiter(requestId, System.nanoTime() + patience.toNanos(), false);
  }

  static Waiter background(Duration patience) {
    return new Waiter("background", System.nanoTime() + patience.toNanos(), true);
  }

  /** How many nanoseconds are left; zero or less when the time is up. */
  long remaining() {
    return deadline - System.nanoTime();
  }
}
