package dev.cuboid.script;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;

/** Interrupts a context after a limit, unless it is closed before. */
final class Watchdog implements AutoCloseable {

  private static final Duration INTERRUPT_LIMIT = Duration.ofSeconds(5);

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean fired;

  private Watchdog(Context context, Duration limit) {
    thread = Thread.ofVirtual().name("script-watchdog").unstarted(() -> watch(context, limit));
  }

  static Watchdog start(Context context, Duration limit) {
    Watchdog watchdog = new Watchdog(context, limit);
    watchdog.thread.start();
    return watchdog;
  }

  private void watch(Context context, Duration limit) {
    try {
      if (finished.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      fired = true;
      context.interrupt(INTERRUPT_LIMIT);
    } catch (TimeoutException e) {
      // The script did not stop at the interrupt; the caller still waits, so end the context.
      context.close(/* cancelIfExecuting= */ true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean hasFired() {
    return fired;
  }

  /** Waits for an interrupt that is under way, so that it cannot hit the next call. */
  @Override
  public void close() {
    finished.countDown();
    boolean interrupted = Thread.interrupted();
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
