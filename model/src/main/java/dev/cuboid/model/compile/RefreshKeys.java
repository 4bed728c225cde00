package dev.cuboid.model.compile;

import dev.cuboid.model.RefreshInterval;
import dev.cuboid.model.RefreshKey;
import dev.cuboid.model.SqlTemplate;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** Reads refresh keys. */
final class RefreshKeys {

  private RefreshKeys() {}

  /** The refresh key of a cube. */
  static Optional<RefreshKey> of(Properties properties) {
    Optional<Properties> key = properties.below("refreshKey");
    Optional<RefreshKey> refreshKey = key.flatMap(RefreshKeys::read);
    key.ifPresent(Properties::rejectUnknown);
    return refreshKey;
  }

  /** What stands below {@code refreshKey}. */
  static Optional<RefreshKey> read(Properties key) {
    Optional<RefreshInterval> every = RefreshIntervals.every(key);
    Optional<SqlTemplate> sql = key.sql("sql");
    Optional<ZoneId> timezone = key.text("timezone").flatMap(name -> zone(key, name));
    boolean immutable = key.flag("immutable").orElse(false);
    if (immutable) {
      return Optional.of(new RefreshKey.Immutable());
    }
    if (sql.isPresent()) {
      return Optional.of(new RefreshKey.Sql(sql.get(), every));
    }
    return every.map(interval -> new RefreshKey.Every(interval, timezone));
  }

  private static Optional<ZoneId> zone(Properties key, String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException unknown) {
      key.error(
          key.positionOf("timezone"),
          "Unknown timezone '%s': expected is a name of the tz database, like Europe/Berlin"
              .formatted(name));
      return Optional.empty();
    }
  }
}
