package dev.cuboid.model;

import java.time.ZoneId;
import java.util.Optional;

/** When a cube's cached results are looked at as old. */
public sealed interface RefreshKey {

  /**
   * @param interval after which the key changes
   * @param timezone of the interval's begin; empty for the query's
   */
  record Every(RefreshInterval interval, Optional<ZoneId> timezone) implements RefreshKey {}

  /**
   * @param sql whose value changes when the data does
   * @param every how often it is asked
   */
  record Sql(SqlTemplate sql, Optional<RefreshInterval> every) implements RefreshKey {}

  /** Never. */
  record Immutable() implements RefreshKey {}
}
