package dev.cuboid.engine.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks for queries to be cancelled. */
public final class Sweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final CountDownLatch closed = new CountDownLatch(1);

  private Sweeper() {}

  /** Starts the thread. */
  public static Sweeper start(Flights flights) {
    Sweeper sweeper = new Sweeper();
    Thread.ofVirtual().name("query-sweeper").start(() -> sweeper.run(flights));
    return sweeper;
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void run(Flights flights) {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        sweep(flights);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sweep(Flights flights) {
    try {
      flights.sweep();
    } catch (RuntimeException e) {
      // Without the sweeper no query would ever be cancelled: it must not end with one bad round.
      LOG.error("Looking for queries to be cancelled has failed", e);
    }
  }
}
