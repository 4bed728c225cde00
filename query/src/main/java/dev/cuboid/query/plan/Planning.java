package dev.cuboid.query.plan;

import dev.cuboid.model.DynamicSql;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.sql.TimeInterval;
import java.util.HashMap;
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
  private final Map<String, TimeInterval> shifts;
  private @Nullable List<JoinTree> trees;
  private @Nullable String dataSource;

  /**
   * @param dialects by the name of a data source
   */
  Planning(
      ModelIndex index,
      Function<String, Dialect> dialects,
      PlanContext context,
      ResolvedQuery query) {
    this(index, dialects, context, query, new IdentityHashMap<>(), Set.of(), Map.of());
  }

  private Planning(
      ModelIndex index,
      Function<String, Dialect> dialects,
      PlanContext context,
      ResolvedQuery query,
      Map<DynamicSql, SqlTemplate> dynamic,
      Set<String> subQueries,
      Map<String, TimeInterval> shifts) {
    this.index = index;
    this.dialects = dialects;
    this.context = context;
    this.query = query;
    this.dynamic = dynamic;
    this.subQueries = subQueries;
    this.shifts = Map.copyOf(shifts);
  }

  /** The planning of the query by which a sub-query dimension is evaluated. */
  Planning within(ResolvedMember subQueryDimension, ResolvedQuery inner) {
    Set<String> open = new HashSet<>(subQueries);
    if (!open.add(subQueryDimension.key())) {
      throw QueryErrors.user(
          "Sub-query dimension '%s' refers to itself".formatted(subQueryDimension.key()));
    }
    Planning planning = new Planning(index, dialects, context, inner, dynamic, open, Map.of());
    if (!index.isRestricted()) {
      return planning;
    }
    ResolvedQuery granted = inner.with(new AccessRules(planning).ofSubQuery().filters());
    return new Planning(index, dialects, context, granted, dynamic, open, Map.of());
  }

  /**
   * The planning of the query by which a multi-stage measure is computed. Its rows are restricted
   * already: what it touches is part of what the outer query touches.
   *
   * @param moved how far times are moved, by the keys of their dimensions
   */
  Planning stage(ResolvedMember measure, ResolvedQuery inner, Map<String, TimeInterval> moved) {
    Set<String> open = new HashSet<>(subQueries);
    if (!open.add(measure.key())) {
      throw QueryErrors.user("Measure '%s' refers to itself".formatted(measure.key()));
    }
    Map<String, TimeInterval> sum = new HashMap<>(shifts);
    moved.forEach((key, interval) -> sum.merge(key, interval, TimeInterval::plus));
    return new Planning(index, dialects, context, inner, dynamic, open, sum);
  }

  /** How far the time of a dimension is moved. */
  Optional<TimeInterval> shift(ResolvedMember member) {
    return Optional.ofNullable(shifts.get(member.key()));
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
