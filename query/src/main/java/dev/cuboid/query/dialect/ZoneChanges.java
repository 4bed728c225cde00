package dev.cuboid.query.dialect;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * The offsets of a time zone from 1970 to 2049, for databases that know no time zones. Later ones
 * have the last offset.
 *
 * @param first the offset before all changes, in seconds
 * @param newestFirst the changes
 */
record ZoneChanges(long first, List<Change> newestFirst) {

  private static final Instant BEGIN = Instant.EPOCH;
  private static final Instant END = Instant.parse("2050-01-01T00:00:00Z");

  ZoneChanges {
    newestFirst = List.copyOf(newestFirst);
  }

  /**
   * @param epochSecond of the change
   * @param offset since then, in seconds
   */
  record Change(long epochSecond, long offset) {}

  static ZoneChanges of(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    List<Change> changes = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(BEGIN);
    while (next != null && next.getInstant().isBefore(END)) {
      changes.add(new Change(next.toEpochSecond(), next.getOffsetAfter().getTotalSeconds()));
      next = rules.nextTransition(next.getInstant());
    }
    return new ZoneChanges(rules.getOffset(BEGIN).getTotalSeconds(), changes.reversed());
  }

  boolean isFixed() {
    return newestFirst.isEmpty();
  }
}
