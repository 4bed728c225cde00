package dev.cuboid.engine.run;

import dev.cuboid.engine.rows.EncodedRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A result in the cache. Thread-safe. */
public final class StoredResult {

  private final EncodedRows rows;
  private final Instant refreshedAt;
  private final Optional<List<String>> refreshKeys;
  private final Debts debts;

  /**
   * @param rows ready to be sent
   * @param refreshedAt when the database gave them
   * @param refreshKeys the values of the refresh keys before the query was run; absent where they
   *     were not asked for, so that the result counts as old
   * @param debts to those who have asked for it and were told to ask again
   */
  StoredResult(
      EncodedRows rows, Instant refreshedAt, Optional<List<String>> refreshKeys, Debts debts) {
    this.rows = rows;
    this.refreshedAt = refreshedAt;
    this.refreshKeys = refreshKeys;
    this.debts = debts;
  }

  public EncodedRows rows() {
    return rows;
  }

  public Instant refreshedAt() {
    return refreshedAt;
  }

  /** Whether the refresh keys had these values and the result is not older than allowed. */
  boolean isFresh(List<String> keys, Duration renewalThreshold, Instant now) {
    return refreshKeys.equals(Optional.of(keys)) && isYoungerThan(renewalThreshold, now);
  }

  boolean isYoungerThan(Duration age, Instant now) {
    return now.isBefore(refreshedAt.plus(age));
  }

  /**
   * Settles a debt: a request that was told to ask again gets the result that was made for it, even
   * if that is old by the rules of its cache mode. Else it might ask for ever. Most clients do not
   * name their requests; soon after the result was made, the next one to ask counts as the one that
   * waits.
   */
  boolean handOver(String requestId, Duration window, Instant now) {
    return debts.settle(requestId, isYoungerThan(window, now));
  }
}
