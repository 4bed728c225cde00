package dev.cuboid.engine.run;

import dev.cuboid.engine.failure.ContinueWaitException;
import dev.cuboid.engine.failure.DatabaseException;
import dev.cuboid.engine.failure.EngineException;
import dev.cuboid.engine.rows.EncodedRows;
import dev.cuboid.engine.schedule.Priority;
import dev.cuboid.engine.schedule.Ticket;
import dev.cuboid.engine.trace.Span;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The queries that wait or run. Requests for the same result share one run. Thread-safe.
 *
 * <p>A run stores its result in the cache before it ends, and nobody starts a run without a look
 * into the cache while the others are kept from doing so. Hence there is no moment at which a
 * result that was just made is made again.
 */
public final class Flights {

  private static final String ORPHANED = "Query was cancelled: no request waits for it any more";
  private static final String ABANDONED = "Query was cancelled";

  private final Map<ResultKey, Flight> flights = new ConcurrentHashMap<>();
  private final ResultCache cache;
  private final Duration orphanTimeout;
  private final Clock clock;
  private final Stopping stopping;

  /**
   * @param cache takes the results
   * @param orphanTimeout after which a query that nobody waits for is cancelled, where its tenant
   *     has no other
   */
  public Flights(ResultCache cache, Duration orphanTimeout, Clock clock) {
    this.cache = cache;
    this.orphanTimeout = orphanTimeout;
    this.clock = clock;
    this.stopping = new Stopping(clock);
  }

  /**
   * The cached result if it is good enough, else that of a run.
   *
   * @param goodEnough decides on a cached result
   * @param refreshKeys their values, to be stored with the result
   * @param waiter who waits, and how long
   * @throws ContinueWaitException if the waiter's time is up; the run goes on
   */
  StoredResult result(
      ResultKey key,
      Predicate<StoredResult> goodEnough,
      Optional<List<String>> refreshKeys,
      Priority priority,
      Waiter waiter) {
    while (true) {
      AtomicReference<Optional<StoredResult>> cached = new AtomicReference<>(Optional.empty());
      Flight flight =
          flights.compute(
              key,
              (sameKey, current) -> {
                if (current != null) {
                  return current;
                }
                cached.set(cache.find(key).filter(goodEnough));
                return cached.get().isPresent() ? null : depart(key, refreshKeys, priority, waiter);
              });
      if (flight == null) {
        return cached.get().orElseThrow();
      }
      if (flight.enter(waiter.requestId())) {
        flight.ticket().ifPresent(ticket -> key.target().queue().promote(ticket, priority));
        return await(flight, waiter);
      }
      flights.remove(key, flight);
    }
  }

  /**
   * Cancels what only this request waits for.
   *
   * @param cacheScope its tenant
   * @return whether there was something that it waited for
   */
  public boolean cancel(String requestId, String cacheScope) {
    boolean found = false;
    for (Flight flight : flights.values()) {
      if (!flight.key().cacheScope().equals(cacheScope) || !flight.isWantedBy(requestId)) {
        continue;
      }
      found = true;
      if (flight.abandon(requestId)) {
        flight.key().target().outcomes().cancel();
        stop(flight, ABANDONED);
      }
    }
    return found;
  }

  /**
   * Cancels what takes too long, and what nobody has waited for. To be called every now and then.
   */
  public void sweep() {
    for (Flight flight : flights.values()) {
      Target target = flight.key().target();
      if (flight.giveUpIfOverdue(clock.instant())) {
        target.outcomes().timeOut();
        stop(flight, timeoutMessage(flight.timeout()));
      } else if (flight.giveUpIfOrphaned(orphanTimeout, clock.instant())) {
        target.outcomes().cancel();
        stop(flight, ORPHANED);
      }
    }
    stopping.insist();
  }

  /** Cancels everything. */
  public void stopAll(String reason) {
    flights.values().forEach(flight -> stop(flight, reason));
  }

  private Flight depart(
      ResultKey key, Optional<List<String>> refreshKeys, Priority priority, Waiter waiter) {
    Flight flight = new Flight(key, waiter, clock.instant());
    Target target = key.target();
    try {
      Ticket ticket =
          target
              .queue()
              .submit(
                  key.cacheScope(),
                  waiter.options().concurrency(),
                  priority,
                  () -> fly(flight, refreshKeys, target));
      flight.queued(ticket);
    } catch (EngineException e) {
      flight.notStarted(kind(e));
      throw e;
    }
    return flight;
  }

  private void fly(Flight flight, Optional<List<String>> refreshKeys, Target target) {
    ResultKey key = flight.key();
    Span span = flight.started(clock.instant());
    try {
      EncodedRows rows = target.source().read(key.query(), flight.statement(), key.reading()::read);
      Debts debts = Debts.to(flight.owedTo());
      StoredResult result = new StoredResult(rows, clock.instant(), refreshKeys, debts);
      cache.store(key, result);
      target.outcomes().succeed();
      flights.remove(key, flight);
      // Before those who wait go on, so that it ends within their steps.
      span.close();
      flight.result().complete(result);
    } catch (Throwable e) {
      target.outcomes().fail();
      say(e, span);
      // As in Cube: what was cached is not to be served while the database refuses the query.
      if (flights.remove(key, flight)) {
        cache.drop(key);
      }
      flight.result().completeExceptionally(e);
    } finally {
      stopping.ended(flight);
    }
  }

  private static void say(Throwable e, Span span) {
    if (e.getCause() instanceof SQLException refusal && refusal.getSQLState() != null) {
      span.set("db.response.status_code", refusal.getSQLState());
    }
    span.fail(kind(e));
    span.close();
  }

  private static String kind(Throwable e) {
    return e.getClass().getSimpleName();
  }

  private StoredResult await(Flight flight, Waiter waiter) {
    boolean willBeBack = false;
    try {
      return flight.result().get(waiter.remaining(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      willBeBack = true;
      throw continueWait(flight);
    } catch (InterruptedException e) {
      // The client has gone, or the server stops; the thread's owner knows.
      Thread.currentThread().interrupt();
      throw continueWait(flight);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      if (willBeBack) {
        flight.leaveToAskAgain(waiter.requestId(), clock.instant());
      } else {
        flight.leave(clock.instant());
      }
    }
  }

  private ContinueWaitException continueWait(Flight flight) {
    int position = flight.ticket().map(flight.key().target().queue()::position).orElse(0);
    String stage = position > 0 ? "#" + position + " in queue" : "Executing query";
    return new ContinueWaitException(stage, flight.elapsed(clock.instant()));
  }

  private void stop(Flight flight, String reason) {
    flights.remove(flight.key(), flight);
    boolean waiting = flight.ticket().map(flight.key().target().queue()::withdraw).orElse(false);
    if (waiting) {
      flight.notStarted("cancelled");
    } else {
      stopping.begin(flight, reason);
    }
    flight.result().completeExceptionally(new DatabaseException(reason));
  }

  /** A failure is shared by all who waited; each gets an exception of its own thread. */
  private static RuntimeException failure(@Nullable Throwable cause) {
    if (cause instanceof EngineException known) {
      return new DatabaseException(String.valueOf(known.getMessage()), known);
    }
    return new IllegalStateException("a query could not be run", cause);
  }

  private static String timeoutMessage(Duration timeout) {
    double minutes = timeout.toMillis() / (double) Duration.ofMinutes(1).toMillis();
    String number =
        minutes == Math.rint(minutes) ? Long.toString((long) minutes) : Double.toString(minutes);
    return "Query execution timeout after " + number + " min of waiting";
  }
}
