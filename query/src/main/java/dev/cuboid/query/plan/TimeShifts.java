package dev.cuboid.query.plan;

import dev.cuboid.model.CalendarShift;
import dev.cuboid.model.MultiStage;
import dev.cuboid.model.ShiftInterval;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.sql.TimeInterval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the times of a stage are moved.
 *
 * @param times how far, by the keys of time dimensions
 * @param calendars where the rows of a time are found, by the names of calendar cubes
 * @see <a href="https://cube.dev/docs/product/data-modeling/concepts/calendar-cubes">Cube, calendar
 *     cubes</a>
 */
record TimeShifts(Map<String, TimeInterval> times, Map<String, Move> calendars) {

  static final TimeShifts NONE = new TimeShifts(Map.of(), Map.of());

  TimeShifts {
    times = Map.copyOf(times);
    calendars = Map.copyOf(calendars);
  }

  /** What stands for a calendar's key where other cubes are joined to it. */
  sealed interface Move {

    /** A time that the calendar's table knows. */
    record Sql(SqlTemplate sql) implements Move {}

    /** The key, moved. */
    record Distance(TimeInterval interval) implements Move {}
  }

  /** Those of a multi-stage measure, for the time dimensions of the query around it. */
  static TimeShifts of(ResolvedMember measure, MultiStage stage, Planning planning) {
    Map<String, TimeInterval> times = new HashMap<>();
    Map<String, Move> calendars = new HashMap<>();
    for (MultiStage.TimeShift shift : stage.timeShifts()) {
      List<ResolvedMember> moved =
          shift
              .timeDimension()
              .map(path -> List.of(planning.index().referenced(path)))
              .orElseGet(() -> planning.query().times().stream().map(TimeRange::member).toList());
      boolean found = false;
      for (ResolvedMember time : moved) {
        Optional<CalendarShift> own = own(time, shift.by());
        if (time.cube().calendar()
            && (own.isPresent() || !(shift.by() instanceof MultiStage.By.Name))) {
          calendars.put(time.cube().name(), move(own, shift.by()));
          found = true;
        } else if (shift.by() instanceof MultiStage.By.Distance(ShiftInterval interval)) {
          // A row of last year counts for this year: its time is moved forward.
          times.put(time.key(), towards(interval).negated());
          found = true;
        }
      }
      if (!found && shift.by() instanceof MultiStage.By.Name(String name)) {
        throw QueryErrors.user(
            "Time shift '%s' of measure '%s' isn't defined by a time dimension of the query"
                .formatted(name, measure.key()));
      }
    }
    return new TimeShifts(times, calendars);
  }

  private static Optional<CalendarShift> own(ResolvedMember time, MultiStage.By by) {
    return time.dimension().timeShifts().stream()
        .filter(
            own ->
                switch (by) {
                  case MultiStage.By.Name(String name) -> own.name().equals(Optional.of(name));
                  case MultiStage.By.Distance(ShiftInterval interval) ->
                      own.interval().filter(each -> isSame(each, interval)).isPresent();
                })
        .findFirst();
  }

  private static boolean isSame(ShiftInterval one, ShiftInterval other) {
    return towards(one).equals(towards(other));
  }

  private static Move move(Optional<CalendarShift> own, MultiStage.By by) {
    Optional<SqlTemplate> sql = own.flatMap(CalendarShift::sql);
    if (sql.isPresent()) {
      return new Move.Sql(sql.get());
    }
    Optional<ShiftInterval> asked =
        by instanceof MultiStage.By.Distance(ShiftInterval interval)
            ? Optional.of(interval)
            : own.flatMap(CalendarShift::interval);
    return new Move.Distance(towards(asked.orElseThrow()));
  }

  /** How far to go to come to the other time. */
  static TimeInterval towards(ShiftInterval interval) {
    TimeInterval length = TimeInterval.parse(interval.length()).orElseThrow();
    return interval.prior() ? length.negated() : length;
  }

  /** Both, one after the other. */
  TimeShifts plus(TimeShifts further) {
    Map<String, TimeInterval> sum = new HashMap<>(times);
    further.times.forEach((key, interval) -> sum.merge(key, interval, TimeInterval::plus));
    Map<String, Move> moves = new HashMap<>(calendars);
    further.calendars.forEach((cube, move) -> moves.merge(cube, move, TimeShifts::sum));
    return new TimeShifts(sum, moves);
  }

  private static Move sum(Move one, Move other) {
    if (one instanceof Move.Distance(TimeInterval first)
        && other instanceof Move.Distance(TimeInterval second)) {
      return new Move.Distance(first.plus(second));
    }
    throw QueryErrors.user("A time shift that a calendar defines by sql can't be shifted again");
  }
}
