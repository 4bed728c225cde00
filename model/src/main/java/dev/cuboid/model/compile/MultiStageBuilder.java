package dev.cuboid.model.compile;

import dev.cuboid.model.MeasureType;
import dev.cuboid.model.MemberPath;
import dev.cuboid.model.MultiStage;
import dev.cuboid.model.ShiftInterval;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.model.StageFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what makes a measure a multi-stage one. */
final class MultiStageBuilder {

  private static final Set<String> KEYS =
      Set.of(
          "groupBy", "reduceBy", "addGroupBy", "grain", "filter", "timeShift", "orderBy", "case");

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

  /** What makes a dimension one that is computed from measures. */
  static Optional<MultiStage> ofDimension(Properties dimension) {
    boolean multiStage = dimension.flag("multiStage").orElse(false);
    List<MemberPath> addGroupBy = dimension.memberPaths("addGroupBy");
    Optional<StageFilter> filter = StageFilterBuilder.of(dimension);
    if (!multiStage) {
      if (dimension.has("addGroupBy") || filter.isPresent()) {
        dimension.error(
            dimension.position(),
            "\"add_group_by\" and \"filter\" can only be used with \"multi_stage: true\"");
      }
      return Optional.empty();
    }
    return Optional.of(
        new MultiStage(
            Optional.empty(),
            List.of(),
            addGroupBy,
            List.of(),
            List.of(),
            filter,
            Optional.empty()));
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
    return new MultiStage(
        groupBy,
        reduceBy,
        addGroupBy,
        timeShifts(),
        orderBy(),
        StageFilterBuilder.of(measure),
        measure.below("case").map(CaseBuilder::of));
  }

  private List<MultiStage.TimeShift> timeShifts() {
    List<MultiStage.TimeShift> shifts = new ArrayList<>();
    int count = measure.items("timeShift").size();
    measure.eachObject(
        "timeShift",
        shift -> {
          Optional<MemberPath> time = shift.node("timeDimension").flatMap(shift::reference);
          Optional<String> name = shift.text("name");
          Optional<ShiftInterval> interval =
              name.isPresent() ? Optional.empty() : ShiftIntervals.required(shift);
          shift.rejectUnknown();
          if (count > 1 && time.isEmpty()) {
            shift.error(
                shift.position(),
                "\"time_dimension\" is required where there are several time shifts");
          }
          name.<MultiStage.By>map(MultiStage.By.Name::new)
              .or(() -> interval.map(MultiStage.By.Distance::new))
              .ifPresent(by -> shifts.add(new MultiStage.TimeShift(time, by)));
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
