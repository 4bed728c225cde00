package dev.cuboid.model.compile;

import dev.cuboid.model.RefreshKey;
import dev.cuboid.model.SqlTemplate;
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
    Optional<String> every = key.text("every");
    Optional<SqlTemplate> sql = key.sql("sql");
    Optional<String> timezone = key.text("timezone");
    boolean immutable = key.flag("immutable").orElse(false);
    if (immutable) {
      return Optional.of(new RefreshKey.Immutable());
    }
    if (sql.isPresent()) {
      return Optional.of(new RefreshKey.Sql(sql.get(), every));
    }
    return every.map(interval -> new RefreshKey.Every(interval, timezone));
  }
}
