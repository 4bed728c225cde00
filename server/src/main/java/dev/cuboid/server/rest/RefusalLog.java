package dev.cuboid.server.rest;

import dev.cuboid.security.Rejection;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each refused request why it was refused; of a flood of them, of the first ones in each
 * second, and how many there were. Whoever sends bad tokens is not to fill the disk, nor to make
 * the server write instead of answer. Thread-safe.
 */
final class RefusalLog {

  private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

  private static final int MOST_IN_A_SECOND = 100;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private long second;
  private int said;
  private long unsaid;

  RefusalLog(InstantSource clock) {
    this.clock = clock;
  }

  void refused(Rejection rejection, String requestId) {
    long now = clock.instant().getEpochSecond();
    long left = 0;
    lock.lock();
    try {
      if (now != second) {
        second = now;
        said = 0;
        left = unsaid;
        unsaid = 0;
      }
      if (said == MOST_IN_A_SECOND) {
        unsaid++;
        return;
      }
      said++;
    } finally {
      lock.unlock();
    }
    if (left > 0) {
      log.warn("{} more requests were refused that have no line here; see /metrics", left);
    }
    log.warn("{}", rejection.logLine(requestId));
  }
}
