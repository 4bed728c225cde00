package dev.cuboid.engine.run;

import dev.cuboid.engine.source.RunningStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The runs that were cancelled and have not ended yet. A cancellation is lost where it comes just
 * before the database begins with the query, or where the network is gone: it is repeated, and in
 * the end the connection is closed. Thread-safe.
 */
final class Stopping {

  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

  /** How long a database may take to stop what was cancelled. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Map<Flight, Attempts> runs = new ConcurrentHashMap<>();
  private final Clock clock;

  Stopping(Clock clock) {
    this.clock = clock;
  }

  /**
   * Cancels a run in the database.
   *
   * @param reason what the client is told
   */
  void begin(Flight flight, String reason) {
    Instant now = clock.instant();
    runs.put(flight, new Attempts(now, now));
    tell(flight, statement -> statement.cancel(reason));
  }

  /** Says that a run has ended. */
  void ended(Flight flight) {
    runs.remove(flight);
  }

  /** Cancels again what has not ended. To be called every now and then. */
  void insist() {
    Instant now = clock.instant();
    runs.forEach(
        (flight, attempts) -> {
          if (!now.isBefore(attempts.first().plus(GRACE))) {
            if (runs.remove(flight, attempts)) {
              tell(flight, RunningStatement::abort);
            }
          } else if (!now.isBefore(attempts.last().plus(RETRY_INTERVAL))
              && runs.replace(flight, attempts, new Attempts(attempts.first(), now))) {
            tell(flight, RunningStatement::cancelAgain);
          }
        });
  }

  /** Asking a database takes a connection, and its answer some time: nobody is to wait for it. */
  private static void tell(Flight flight, Consumer<RunningStatement> message) {
    Thread.ofVirtual().name("cancel").start(() -> message.accept(flight.statement()));
  }

  /** When a run was cancelled first and last. */
  private record Attempts(Instant first, Instant last) {}
}
