package dev.cuboid.engine.run;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The requests that have asked for a result and were told to ask again. Thread-safe. */
final class Debts {

  /** Most results are handed over at once; there are many of them. */
  private static final Debts NONE = new Debts(Set.of());

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> requestIds;

  private Debts(Set<String> requestIds) {
    this.requestIds = new HashSet<>(requestIds);
  }

  static Debts to(Set<String> requestIds) {
    return requestIds.isEmpty() ? NONE : new Debts(requestIds);
  }

  /**
   * Settles the debt to a request, if there is one.
   *
   * @param toAnybody whether another's debt will do
   */
  boolean settle(String requestId, boolean toAnybody) {
    if (this == NONE) {
      return false;
    }
    lock.lock();
    try {
      if (requestIds.remove(requestId)) {
        return true;
      }
      Iterator<String> others = requestIds.iterator();
      if (!toAnybody || !others.hasNext()) {
        return false;
      }
      others.next();
      others.remove();
      return true;
    } finally {
      lock.unlock();
    }
  }
}
