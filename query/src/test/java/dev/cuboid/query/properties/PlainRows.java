package dev.cuboid.query.properties;

import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.properties.CubeSpec.Aggregation;
import dev.cuboid.query.properties.CubeSpec.DimensionSpec;
import dev.cuboid.query.properties.CubeSpec.Formula;
import dev.cuboid.query.properties.CubeSpec.MeasureSpec;
import dev.cuboid.query.properties.CubeSpec.OwnAggregate;
import dev.cuboid.query.properties.Expression.MemberName;
import dev.cuboid.query.properties.PlainJoins.JoinedRow;
import dev.cuboid.query.properties.Question.Condition;
import dev.cuboid.query.properties.Question.Group;
import dev.cuboid.query.properties.Question.Member;
import dev.cuboid.query.properties.Question.Time;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What members are in a joined row. */
final class PlainRows {

  private final ModelSpec model;
  private final PlainJoins joins;
  private final Question question;
  private final PlainConditions conditions;
  private final Map<String, Map<List<@Nullable Object>, @Nullable Object>> perRow = new HashMap<>();

  PlainRows(ModelSpec model, Question question) {
    this.model = model;
    this.joins = new PlainJoins(model);
    this.question = question;
    this.conditions = new PlainConditions(question.zone());
  }

  /** The paths to the cubes of these members. */
  Set<List<String>> paths(Collection<Member> members) {
    Set<List<String>> paths = new LinkedHashSet<>(question.hints());
    members.forEach(member -> paths.addAll(paths(member)));
    return paths;
  }

  private Set<List<String>> paths(Member member) {
    Set<List<String>> paths = new LinkedHashSet<>();
    paths.add(member.path());
    for (MemberName reference : references(member)) {
      Member other = new Member(List.of(reference.cube()), reference.member());
      paths(other).stream()
          .filter(path -> !path.equals(List.of(member.cube())))
          .forEach(paths::add);
    }
    return paths;
  }

  private List<MemberName> references(Member member) {
    CubeSpec cube = model.cube(member.cube());
    Stream<MemberName> ofDimension =
        cube.dimension(member.name()).stream()
            .flatMap(dimension -> dimension.value().references().stream());
    Stream<MemberName> ofMeasure =
        cube.measure(member.name()).stream()
            .flatMap(
                measure ->
                    switch (measure.computation()) {
                      case Aggregation aggregation ->
                          aggregation.value().stream()
                              .flatMap(value -> value.references().stream());
                      case Formula formula -> Stream.of(formula.left(), formula.right());
                      case OwnAggregate _ -> Stream.of();
                    });
    return Stream.concat(ofDimension, ofMeasure).toList();
  }

  /** The cubes whose rows a measure is computed from, its own first. */
  List<String> cubes(Member measure) {
    return paths(measure).stream().map(List::getLast).distinct().toList();
  }

  @Nullable Object group(Group group, JoinedRow row) {
    Object value = dimension(group.dimension(), row);
    if (!(value instanceof Instant time)) {
      return value;
    }
    var local = PlainTimes.local(time, question.zone());
    return group.granularity().isPresent()
        ? PlainTimes.start(local, group.granularity().get())
        : local;
  }

  @Nullable Object dimension(Member member, JoinedRow row) {
    DimensionSpec dimension = model.cube(member.cube()).dimension(member.name()).orElseThrow();
    if (dimension.value() instanceof Expression.MeasurePerRow(MemberName measure)) {
      return perRow(member.cube(), dimension, measure, row);
    }
    return value(member.cube(), dimension.value(), row);
  }

  @Nullable Object value(String cube, Expression expression, JoinedRow row) {
    return switch (expression) {
      case Expression.Column(String name) -> row.value(cube, name);
      case Expression.Plus(Expression left, Expression right) -> {
        Object one = value(cube, left, row);
        Object other = value(cube, right, row);
        yield one == null || other == null ? null : ((BigDecimal) one).add((BigDecimal) other);
      }
      case Expression.Is(Expression text, String constant) -> {
        Object value = value(cube, text, row);
        yield value == null ? null : value.equals(constant);
      }
      case Expression.Band(Expression number, int bound, String upper, String lower) ->
          value(cube, number, row) instanceof BigDecimal value
                  && value.compareTo(BigDecimal.valueOf(bound)) >= 0
              ? upper
              : lower;
      case Expression.Dimension(MemberName name) ->
          dimension(new Member(List.of(name.cube()), name.member()), row);
      case Expression.MeasurePerRow _ -> throw new IllegalArgumentException("a whole dimension");
    };
  }

  /** A measure of the rows that are joined to a row of a cube. */
  private @Nullable Object perRow(
      String cube, DimensionSpec dimension, MemberName measure, JoinedRow row) {
    if (!row.has(cube)) {
      return null;
    }
    List<String> key = model.cube(cube).primaryKey().stream().map(DimensionSpec::name).toList();
    List<@Nullable Object> own = new ArrayList<>();
    key.forEach(column -> own.add(row.value(cube, column)));
    return perRow
        .computeIfAbsent(
            cube + "." + dimension.name(),
            _ -> {
              Question inner = inner(cube, key, dimension.propagates(), measure);
              Map<List<@Nullable Object>, @Nullable Object> values = new LinkedHashMap<>();
              for (List<@Nullable Object> each : new PlainEvaluation(model, inner).values()) {
                values.put(each.subList(0, key.size()), each.getLast());
              }
              return values;
            })
        .get(own);
  }

  private Question inner(String cube, List<String> key, boolean propagates, MemberName measure) {
    return new Question(
        List.of(new Member(List.of(measure.cube()), measure.member())),
        key.stream()
            .map(column -> new Group(new Member(List.of(cube), column), Optional.empty()))
            .toList(),
        question.segments().stream().filter(each -> propagates && reaches(cube, each)).toList(),
        question.times().stream()
            .filter(time -> propagates && time.range().isPresent())
            .filter(time -> reaches(cube, time.dimension()))
            .map(time -> new Time(time.dimension(), Optional.empty(), time.range()))
            .toList(),
        question.rowConditions().stream()
            .filter(condition -> propagates)
            .filter(condition -> condition.members().allMatch(each -> reaches(cube, each)))
            .toList(),
        List.of(),
        question.zone(),
        false,
        List.of(List.of(cube)));
  }

  private boolean reaches(String cube, Member member) {
    boolean subQuery =
        model.cube(member.cube()).dimension(member.name()).stream()
            .anyMatch(DimensionSpec::isSubQuery);
    return !subQuery
        && paths(member).stream()
            .flatMap(List::stream)
            .allMatch(other -> joins.reaches(cube, other));
  }

  /** Segments, filters and date ranges. */
  boolean isChosen(JoinedRow row) {
    return isChosenAtAnyTime(row)
        && question.times().stream().allMatch(time -> isWithin(time, row));
  }

  boolean isWithin(Time time, JoinedRow row) {
    return time.range().isEmpty()
        || conditions.holds(
            dimension(time.dimension(), row),
            FilterOperator.IN_DATE_RANGE,
            List.of(time.range().get().from(), time.range().get().to()));
  }

  /** Segments and filters. */
  boolean isChosenAtAnyTime(JoinedRow row) {
    return question.segments().stream().allMatch(segment -> isIn(segment, row))
        && question.rowConditions().stream().allMatch(condition -> holds(condition, row));
  }

  private boolean isIn(Member segment, JoinedRow row) {
    Expression condition =
        model.cube(segment.cube()).segment(segment.name()).orElseThrow().condition();
    return Boolean.TRUE.equals(value(segment.cube(), condition, row));
  }

  private boolean holds(Condition condition, JoinedRow row) {
    return switch (condition) {
      case Condition.Some(boolean any, List<Condition> parts) ->
          any
              ? parts.stream().anyMatch(part -> holds(part, row))
              : parts.stream().allMatch(part -> holds(part, row));
      case Condition.Test(Member member, var filter)
          when filter.operator() == FilterOperator.MEASURE_FILTER ->
          counts(member, row);
      case Condition.Test(Member member, var filter) ->
          conditions.holds(dimension(member, row), filter.operator(), filter.values());
    };
  }

  /** Whether a measure's own filter lets a row through. */
  boolean counts(Member member, JoinedRow row) {
    MeasureSpec measure = model.cube(member.cube()).measure(member.name()).orElseThrow();
    return !(measure.computation() instanceof Aggregation aggregation)
        || aggregation.filter().isEmpty()
        || Boolean.TRUE.equals(value(member.cube(), aggregation.filter().get(), row));
  }
}
