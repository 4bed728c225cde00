package dev.cuboid.model;

import java.util.Optional;

/** When a cube's cached results are looked at as old. */
public sealed interface RefreshKey {

  /**
   * @param interval {@code 10 minute}, or a cron expression
   * @param timezone of the cron expression
   */
  record Every(String interval, Optional<String> timezone) implements RefreshKey {}

  /**
   * @param sql whose value changes when the data does
   * @param every how often it is asked
   */
  record Sql(SqlTemplate sql, Optional<String> every) implements RefreshKey {}

  /** Never. */
  record Immutable() implements RefreshKey {}
}
