package dev.cuboid.query.request;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** IANA time zones, by name in any case. */
final class Timezones {

  private static final Map<String, String> CANONICAL =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id -> !id.startsWith("SystemV/"))
          .collect(
              Collectors.toMap(id -> id.toLowerCase(Locale.ROOT), id -> id, (one, two) -> one));

  private Timezones() {}

  static Optional<ZoneId> find(String name) {
    return Optional.ofNullable(CANONICAL.get(name.toLowerCase(Locale.ROOT))).map(ZoneId::of);
  }
}
