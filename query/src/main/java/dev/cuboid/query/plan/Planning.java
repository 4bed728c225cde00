package dev.cuboid.query.plan;

import dev.cuboid.model.Cube;
import dev.cuboid.model.Dimension;
import dev.cuboid.model.DynamicSql;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.sql.TimeInterval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all steps of planning one query know. Used by one thread. */
final class Planning {

  private final ModelIndex index;
  private final Function<String, Dialect> dialects;
  private final PlanContext context;
  private final ResolvedQuery query;
  private final Map<DynamicSql, SqlTemplate> dynamic;
  private final Set<String> subQueries;
  private final TimeShifts shifts;
  private final ResolvedQuery outermost;
  private @Nullable List<JoinTree> trees;
  private @Nullable SwitchDimensions switches;
  private @Nullable String dataSource;

  /**
   * @param dialects by the name of a data source
   */
  Planning(
      ModelIndex index,
      Function<String, Dialect> dialects,
      PlanContext context,
      ResolvedQuery query) {
    this(
        index, dialects, context, query, new IdentityHashMap<>(), Set.of(), TimeShifts.NONE, query);
  }

  private Planning(
      ModelIndex index,
      Function<String, Dialect> dialects,
      PlanContext context,
      ResolvedQuery query,
      Map<DynamicSql, SqlTemplate> dynamic,
      Set<String> subQueries,
      TimeShifts shifts,
      ResolvedQuery outermost) {
    this.index = index;
    this.dialects = dialects;
    this.context = context;
    this.query = query;
    this.dynamic = dynamic;
    this.subQueries = subQueries;
    this.shifts = shifts;
    this.outermost = outermost;
  }

  /** The planning of the query by which a dimension is evaluated that is a measure inside. */
  Planning within(ResolvedMember dimension, ResolvedQuery inner) {
    Set<String> open = new HashSet<>(subQueries);
    if (!open.add(dimension.key())) {
      throw QueryErrors.user(
          "Sub-query dimension '%s' refers to itself".formatted(dimension.key()));
    }
    Planning planning =
        new Planning(index, dialects, context, inner, dynamic, open, TimeShifts.NONE, inner);
    if (!index.isRestricted()) {
      return planning;
    }
    ResolvedQuery granted = inner.with(new AccessRules(planning).ofSubQuery().filters());
    return new Planning(index, dialects, context, granted, dynamic, open, TimeShifts.NONE, granted);
  }

  /**
   * The planning of the query by which a multi-stage measure is computed. Its rows are restricted
   * already: what it touches is part of what the outer query touches.
   *
   * @param moved how far times are moved
   */
  Planning stage(ResolvedMember measure, ResolvedQuery inner, TimeShifts moved) {
    Set<String> open = new HashSet<>(subQueries);
    if (!open.add(measure.key())) {
      throw QueryErrors.user("Measure '%s' refers to itself".formatted(measure.key()));
    }
    return new Planning(
        index, dialects, context, inner, dynamic, open, shifts.plus(moved), outermost);
  }

  /** The planning of one of several facts of the query. */
  Planning ofFact(ResolvedQuery fact) {
    return fact.equals(query)
        ? this
        : new Planning(index, dialects, context, fact, dynamic, subQueries, shifts, outermost);
  }

  /** How far the time of a dimension is moved. */
  Optional<TimeInterval> shift(ResolvedMember member) {
    return Optional.ofNullable(shifts.times().get(member.key()));
  }

  /** What stands for the key of a calendar cube where others are joined to it. */
  Optional<TimeShifts.Move> calendarMove(Cube calendar) {
    return Optional.ofNullable(shifts.calendars().get(calendar.name()));
  }

  /** The query around all stages. */
  ResolvedQuery outermost() {
    return outermost;
  }

  /** The dimensions whose values are in the model. */
  SwitchDimensions switches() {
    if (switches == null) {
      switches = new SwitchDimensions(this);
    }
    return switches;
  }

  /** Whether a member is a dimension that is computed from measures of groups. */
  boolean isStaged(ResolvedMember member) {
    if (!(member.member() instanceof Dimension dimension) || dimension.multiStage().isEmpty()) {
      return false;
    }
    List<ResolvedMember> measures = new ArrayList<>();
    for (SqlTemplate template : MemberTemplates.of(dimension)) {
      walk()
          .references(
              template,
              part -> {
                if (part instanceof SqlPart.MemberReference reference) {
                  ResolvedMember target = index.referenced(reference.path());
                  if (target.isMeasure()) {
                    measures.add(target);
                  }
                }
              });
    }
    return !measures.isEmpty();
  }

  ModelIndex index() {
    return index;
  }

  /** In which the query is written: that of its data source. */
  Dialect dialect() {
    return dialects.apply(dataSource());
  }

  /** The data source of the query, looked up once. */
  String dataSource() {
    if (dataSource == null) {
      dataSource = new DataSources(this).only();
    }
    return dataSource;
  }

  PlanContext context() {
    return context;
  }

  ResolvedQuery query() {
    return query;
  }

  /** The join trees of the query, computed once. */
  List<JoinTree> trees() {
    if (trees == null) {
      trees = new QueryCubes(this).trees();
    }
    return trees;
  }

  TemplateWalk walk() {
    return new TemplateWalk(this::evaluated);
  }

  /** What a function of the model's author says for this request; asked once. */
  SqlTemplate evaluated(DynamicSql function) {
    SqlTemplate known = dynamic.get(function);
    if (known == null) {
      known = function.evaluate(context.values());
      dynamic.put(function, known);
    }
    return known;
  }
}
