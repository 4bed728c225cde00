package dev.cuboid.engine.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that does every now and then what no request waits for. */
public final class Sweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final CountDownLatch closed = new CountDownLatch(1);

  private Sweeper() {}

  /**
   * Starts the thread.
   *
   * @param round what is done each time
   */
  public static Sweeper start(Runnable round) {
    Sweeper sweeper = new Sweeper();
    Thread.ofVirtual().name("query-sweeper").start(() -> sweeper.run(round));
    return sweeper;
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void run(Runnable round) {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        sweep(round);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sweep(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      // Without the sweeper no query would ever be cancelled: it must not end with one bad round.
      LOG.error("Looking for queries to be cancelled has failed", e);
    }
  }
}
