package dev.cuboid.query.request;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** IANA time zones, by name in any case, and the {@code Z} of ISO 8601. */
final class Timezones {

  private static final Map<String, String> CANONICAL =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id -> !id.startsWith("SystemV/"))
          .collect(
              Collectors.toMap(id -> id.toLowerCase(Locale.ROOT), id -> id, (one, two) -> one));

  private Timezones() {}

  static Optional<ZoneId> find(String name) {
    String lowered = name.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(lowered.equals("z") ? "UTC" : CANONICAL.get(lowered))
        .map(ZoneId::of);
  }
}
