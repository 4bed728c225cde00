package dev.cuboid.engine.run;

import dev.cuboid.engine.schedule.Priority;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.RefreshKeyQuery.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of refresh keys. Thread-safe. */
final class RefreshKeys {

  private final Flights flights;
  private final Clock clock;

  RefreshKeys(Flights flights, Clock clock) {
    this.flights = flights;
    this.clock = clock;
  }

  /**
   * Computes or asks for the values.
   *
   * @param keys in the order of the values
   * @param result of the query that they belong to, whose tenant and database they share
   */
  List<String> values(List<RefreshKeyQuery> keys, ResultKey result, Waiter waiter) {
    List<String> values = new ArrayList<>(keys.size());
    for (RefreshKeyQuery key : keys) {
      values.add(key.schedule().map(this::computed).orElseGet(() -> asked(key, result, waiter)));
    }
    return List.copyOf(values);
  }

  private String computed(Schedule schedule) {
    long seconds = Math.floorDiv(clock.millis() + schedule.shift().toMillis(), 1000L);
    return Long.toString(Math.floorDiv(seconds, schedule.interval().toSeconds()));
  }

  private String asked(RefreshKeyQuery key, ResultKey of, Waiter waiter) {
    ResultKey result =
        new ResultKey(of.target(), key.sql(), of.cacheScope(), new Reading.FirstRow());
    Duration threshold = waiter.options().refreshKeyThreshold().orElse(key.renewalThreshold());
    return flights
        .result(
            result,
            stored -> stored.isYoungerThan(threshold, clock.instant()),
            Optional.empty(),
            Priority.REFRESH_KEY,
            waiter)
        .rows()
        .toJson();
  }
}
