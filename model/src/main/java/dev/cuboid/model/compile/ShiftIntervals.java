package dev.cuboid.model.compile;

import dev.cuboid.model.CalendarShift;
import dev.cuboid.model.ShiftInterval;
import dev.cuboid.model.SqlTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads distances in time, and where a calendar finds the times at such distances. */
final class ShiftIntervals {

  private static final Pattern LENGTH =
      Pattern.compile("\\d+ (second|minute|hour|day|week|month|quarter|year)s?");

  private ShiftIntervals() {}

  /** The distance of a time shift; empty, and reported, where it has none. */
  static Optional<ShiftInterval> required(Properties shift) {
    Optional<String> length = shift.text("interval");
    String type = shift.text("type").orElse("");
    if (length.isEmpty() || !LENGTH.matcher(length.get()).matches()) {
      shift.error(shift.position(), "\"interval\" of a time shift must be like 1 year");
      return Optional.empty();
    }
    if (!type.equals("prior") && !type.equals("next")) {
      shift.error(shift.position(), "\"type\" of a time shift must be prior or next");
    }
    return Optional.of(new ShiftInterval(length.get(), type.equals("prior")));
  }

  /** The time shifts that a dimension of a calendar cube defines. */
  static List<CalendarShift> ofDimension(Properties dimension) {
    List<CalendarShift> shifts = new ArrayList<>();
    dimension.eachObject(
        "timeShift",
        shift -> {
          Optional<String> name = shift.text("name");
          Optional<SqlTemplate> sql = shift.sql("sql");
          boolean needsInterval = sql.isEmpty() || name.isEmpty();
          Optional<ShiftInterval> interval =
              needsInterval || shift.has("interval") ? required(shift) : Optional.empty();
          shift.rejectUnknown();
          if (name.isEmpty() && sql.isEmpty()) {
            shift.error(shift.position(), "a time shift needs \"sql\" or \"name\"");
          }
          shifts.add(new CalendarShift(name, interval, sql));
        });
    return shifts;
  }
}
