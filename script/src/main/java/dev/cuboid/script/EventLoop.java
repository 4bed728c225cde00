package dev.cuboid.script;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Timers of one context. Not thread-safe: used under the context's lock. */
final class EventLoop {

  private record Timer(long id, Instant due, Duration period, boolean repeats, Value function) {}

  private final InstantSource clock;
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparingLong(Timer::id));
  private final Map<Long, Timer> byId = new HashMap<>();
  private long nextId = 1;

  EventLoop(InstantSource clock) {
    this.clock = clock;
  }

  /** A timer's id; the delay is at least one millisecond, as in browsers. */
  long schedule(Value function, Duration delay, boolean repeats) {
    Duration period = delay.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : delay;
    Timer timer = new Timer(nextId++, clock.instant().plus(period), period, repeats, function);
    add(timer);
    return timer.id();
  }

  void cancel(long id) {
    Timer timer = byId.remove(id);
    if (timer != null) {
      timers.remove(timer);
    }
  }

  /** Runs timers until the condition holds, none is left, or the limit is reached. */
  void runUntil(BooleanSupplier condition, Duration limit) {
    Instant end = clock.instant().plus(limit);
    while (!condition.getAsBoolean()) {
      @Nullable Timer next = timers.poll();
      if (next == null) {
        return;
      }
      byId.remove(next.id());
      awaitDue(next, end);
      next.function().executeVoid();
      if (next.repeats()) {
        add(
            new Timer(
                next.id(),
                clock.instant().plus(next.period()),
                next.period(),
                true,
                next.function()));
      }
    }
  }

  /** Runs all timers, or those that are due before the limit. */
  void drain(Duration limit) {
    runUntil(() -> false, limit);
  }

  private void add(Timer timer) {
    timers.add(timer);
    byId.put(timer.id(), timer);
  }

  private void awaitDue(Timer timer, Instant end) {
    Duration wait = Duration.between(clock.instant(), timer.due());
    if (wait.isNegative()) {
      return;
    }
    if (timer.due().isAfter(end)) {
      throw new TimeLimitException();
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeLimitException();
    }
  }

  /** The next timer is due only after the limit of the call. */
  static final class TimeLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }
}
