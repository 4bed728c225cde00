package dev.cuboid.databases;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fills the tables in which MariaDB looks time zones up, from what Java knows of them.
 *
 * @see <a href="https://mariadb.com/kb/en/time-zones/">MariaDB's time zones</a>
 */
final class TimeZoneTables {

  private static final Instant START = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2038-01-01T00:00:00Z");

  private TimeZoneTables() {}

  static Stream<String> statements(String zone) {
    ZoneRules rules = ZoneId.of(zone).getRules();
    List<String> statements = new ArrayList<>();
    statements.add("INSERT INTO time_zone (Use_leap_seconds) VALUES ('N');");
    statements.add("SET @zone = LAST_INSERT_ID();");
    statements.add("INSERT INTO time_zone_name VALUES ('%s', @zone);".formatted(zone));
    List<ZoneOffset> types = new ArrayList<>();
    statements.add(transition(START, type(rules.getOffset(START), types)));
    for (ZoneOffsetTransition change = rules.nextTransition(START);
        change != null && change.getInstant().isBefore(END);
        change = rules.nextTransition(change.getInstant())) {
      statements.add(transition(change.getInstant(), type(change.getOffsetAfter(), types)));
    }
    for (ZoneOffset type : types) {
      statements.add(
          "INSERT INTO time_zone_transition_type VALUES (@zone, %d, %d, 0, '%s');"
              .formatted(types.indexOf(type), type.getTotalSeconds(), "T" + types.indexOf(type)));
    }
    return statements.stream();
  }

  private static int type(ZoneOffset offset, List<ZoneOffset> types) {
    if (!types.contains(offset)) {
      types.add(offset);
    }
    return types.indexOf(offset);
  }

  private static String transition(Instant time, int type) {
    return "INSERT INTO time_zone_transition VALUES (@zone, %d, %d);"
        .formatted(time.getEpochSecond(), type);
  }
}
