package dev.cuboid.engine.run;

import dev.cuboid.engine.schedule.Ticket;
import dev.cuboid.engine.source.RunningStatement;
import dev.cuboid.engine.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One run of a query, and who waits for it. Thread-safe. */
final class Flight {

  private final ResultKey key;
  private final boolean background;
  private final LoadOptions options;
  private final Span span;
  private final Span queueing;
  private final RunningStatement statement = new RunningStatement();
  private final CompletableFuture<StoredResult> result = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> interested = new HashSet<>();
  private final Set<String> toldToAskAgain = new HashSet<>();
  private int waiters;
  private boolean givenUp;
  private final Instant askedAt;
  private Instant lastInterest;
  private @Nullable Instant startedAt;
  private @Nullable Ticket ticket;

  /**
   * @param first who was the first to ask for it
   */
  Flight(ResultKey key, Waiter first, Instant now) {
    this.key = key;
    this.background = first.background();
    this.options = first.options();
    this.span = first.span();
    this.queueing = span.begin("queue");
    this.askedAt = now;
    this.lastInterest = now;
  }

  ResultKey key() {
    return key;
  }

  /** After which it is cancelled. */
  Duration timeout() {
    return options.queryTimeout().orElse(key.target().queryTimeout());
  }

  RunningStatement statement() {
    return statement;
  }

  CompletableFuture<StoredResult> result() {
    return result;
  }

  /** Since it was first asked for. */
  Duration elapsed(Instant now) {
    return Duration.between(askedAt, now);
  }

  Optional<Ticket> ticket() {
    lock.lock();
    try {
      return Optional.ofNullable(ticket);
    } finally {
      lock.unlock();
    }
  }

  void queued(Ticket newTicket) {
    lock.lock();
    try {
      ticket = newTicket;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Its turn has come.
   *
   * @return the query, as an observer is told of it
   */
  Span started(Instant now) {
    lock.lock();
    try {
      startedAt = now;
    } finally {
      lock.unlock();
    }
    queueing.close();
    return span.beginQuery(key.target().dbType(), key.query().dataSource(), key.query().sql());
  }

  /** Its turn will not come. */
  void notStarted(String why) {
    queueing.fail(why);
    queueing.close();
  }

  /**
   * A request begins to wait.
   *
   * @return false if the run was given up meanwhile and another one is needed
   */
  boolean enter(String requestId) {
    lock.lock();
    try {
      if (givenUp) {
        return false;
      }
      waiters++;
      interested.add(requestId);
      toldToAskAgain.remove(requestId);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A request goes with the result, or with an error. */
  void leave(Instant now) {
    lock.lock();
    try {
      waiters--;
      lastInterest = now;
    } finally {
      lock.unlock();
    }
  }

  /** A request goes without the result, and will be back. */
  void leaveToAskAgain(String requestId, Instant now) {
    lock.lock();
    try {
      waiters--;
      lastInterest = now;
      toldToAskAgain.add(requestId);
    } finally {
      lock.unlock();
    }
  }

  /** Who has not come back yet. */
  Set<String> owedTo() {
    lock.lock();
    try {
      return Set.copyOf(toldToAskAgain);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a request has asked for the result. */
  boolean isWantedBy(String requestId) {
    lock.lock();
    try {
      return interested.contains(requestId);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A request does not want the result any more.
   *
   * @return whether it was the last one to want it, so that the run is given up
   */
  boolean abandon(String requestId) {
    lock.lock();
    try {
      toldToAskAgain.remove(requestId);
      boolean last = interested.remove(requestId) && interested.isEmpty() && !background;
      givenUp |= last;
      return last;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives the run up if nobody has waited for long.
   *
   * @param usual how long that is for those who do not say it
   */
  boolean giveUpIfOrphaned(Duration usual, Instant now) {
    Duration timeout = options.orphanTimeout().orElse(usual);
    lock.lock();
    try {
      boolean orphaned = !background && waiters == 0 && !now.isBefore(lastInterest.plus(timeout));
      givenUp |= orphaned;
      return orphaned;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the run up if it takes too long. */
  boolean giveUpIfOverdue(Instant now) {
    lock.lock();
    try {
      boolean overdue = startedAt != null && !now.isBefore(startedAt.plus(timeout()));
      givenUp |= overdue;
      return overdue;
    } finally {
      lock.unlock();
    }
  }
}
