package dev.cuboid.server.metrics;

import dev.cuboid.security.ReasonCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts refused requests by their reason. Thread-safe. */
public final class RefusalCounter {

  private final Map<ReasonCode, LongAdder> counts = new EnumMap<>(ReasonCode.class);

  public RefusalCounter() {
    // All are there from the beginning, so that the map is only read later, and so that a
    // dashboard sees a reason before its first refusal.
    for (ReasonCode reason : ReasonCode.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  public void count(ReasonCode reason) {
    LongAdder counter = counts.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  long of(ReasonCode reason) {
    LongAdder counter = counts.get(reason);
    return counter == null ? 0 : counter.sum();
  }
}
