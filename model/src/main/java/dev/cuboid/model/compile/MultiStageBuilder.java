package dev.cuboid.model.compile;

import dev.cuboid.model.MeasureType;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.MultiStage;
import dev.cuboid.model.SqlTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what makes a measure a multi-stage one. */
final class MultiStageBuilder {

  private static final Set<String> KEYS =
      Set.of("groupBy", "reduceBy", "addGroupBy", "grain", "timeShift", "orderBy");
  private static final Pattern INTERVAL =
      Pattern.compile("\\d+ (second|minute|hour|day|week|month|quarter|year)s?");

  private final Properties measure;

  private MultiStageBuilder(Properties measure) {
    this.measure = measure;
  }

  static Optional<MultiStage> of(Properties measure, Optional<MeasureType> type) {
    boolean multiStage = measure.flag("multiStage").orElse(false);
    if (!multiStage) {
      KEYS.stream()
          .sorted()
          .filter(measure::has)
          .forEach(
              key ->
                  measure.error(
                      measure.position(),
                      "\"" + key + "\" can only be used with \"multi_stage: true\""));
      boolean staged =
          type.filter(kind -> kind == MeasureType.RANK || kind == MeasureType.NUMBER_AGG)
              .isPresent();
      if (staged) {
        measure.error(measure.position(), "a measure of this type needs \"multi_stage: true\"");
      }
      return Optional.empty();
    }
    return Optional.of(new MultiStageBuilder(measure).build());
  }

  private MultiStage build() {
    Optional<List<MemberPath>> groupBy =
        measure.has("groupBy") ? Optional.of(measure.memberPaths("groupBy")) : Optional.empty();
    List<MemberPath> reduceBy = measure.memberPaths("reduceBy");
    List<MemberPath> addGroupBy = measure.memberPaths("addGroupBy");
    Optional<Properties> grain = measure.below("grain");
    if (grain.isPresent()) {
      Properties newer = grain.get();
      boolean keepOnly = newer.has("keepOnly");
      if (keepOnly && newer.has("exclude")) {
        newer.error(newer.position(), "\"grain\" takes either \"exclude\" or \"keep_only\"");
      }
      groupBy = keepOnly ? Optional.of(newer.memberPaths("keepOnly")) : Optional.empty();
      reduceBy = newer.memberPaths("exclude");
      addGroupBy = newer.memberPaths("include");
      newer.rejectUnknown();
    }
    return new MultiStage(groupBy, reduceBy, addGroupBy, timeShifts(), orderBy());
  }

  private List<MultiStage.TimeShift> timeShifts() {
    List<MultiStage.TimeShift> shifts = new ArrayList<>();
    int count = measure.items("timeShift").size();
    measure.eachObject(
        "timeShift",
        shift -> {
          Optional<MemberPath> time = shift.node("timeDimension").flatMap(shift::reference);
          Optional<String> interval = shift.text("interval");
          String type = shift.text("type").orElse("");
          shift.rejectUnknown();
          if (count > 1 && time.isEmpty()) {
            shift.error(
                shift.position(),
                "\"time_dimension\" is required where there are several time shifts");
          }
          if (interval.isEmpty() || !INTERVAL.matcher(interval.get()).matches()) {
            shift.error(shift.position(), "\"interval\" of a time shift must be like 1 year");
            return;
          }
          if (!type.equals("prior") && !type.equals("next")) {
            shift.error(shift.position(), "\"type\" of a time shift must be prior or next");
          }
          shifts.add(new MultiStage.TimeShift(time, interval.get(), type.equals("prior")));
        });
    return shifts;
  }

  private List<MultiStage.Order> orderBy() {
    List<MultiStage.Order> order = new ArrayList<>();
    measure.eachObject(
        "orderBy",
        item -> {
          Optional<SqlTemplate> sql = item.sql("sql");
          String direction = item.text("dir").orElse("asc");
          item.rejectUnknown();
          if (sql.isEmpty()) {
            item.error(item.position(), "\"sql\" is required for each of \"order_by\"");
          }
          if (!direction.equals("asc") && !direction.equals("desc")) {
            item.error(item.position(), "\"dir\" must be asc or desc");
          }
          sql.ifPresent(by -> order.add(new MultiStage.Order(by, direction.equals("desc"))));
        });
    return order;
  }
}
