package dev.cuboid.query.properties;

import dev.cuboid.query.Filter;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.Query;
import dev.cuboid.query.Query.TimeDimension;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A query as it is evaluated: names resolved, conditions on rows and on groups told apart.
 *
 * @param groups the dimensions, then the periods of time
 */
record Question(
    List<Member> measures,
    List<Group> groups,
    List<Member> segments,
    List<Time> times,
    List<Condition> rowConditions,
    List<Condition> groupConditions,
    ZoneId zone,
    boolean ungrouped,
    List<List<String>> hints) {

  /**
   * A member of a cube.
   *
   * @param path the cubes through which it is reached, its own last
   */
  record Member(List<String> path, String name) {
    String cube() {
      return path.getLast();
    }
  }

  record Group(Member dimension, Optional<String> granularity) {}

  record Time(Member dimension, Optional<String> granularity, Optional<Query.DateRange> range) {}

  /** A filter whose members were found. */
  sealed interface Condition {

    Stream<Member> members();

    record Some(boolean any, List<Condition> parts) implements Condition {
      @Override
      public Stream<Member> members() {
        return parts.stream().flatMap(Condition::members);
      }
    }

    record Test(Member member, Filter.Condition filter) implements Condition {
      @Override
      public Stream<Member> members() {
        return Stream.of(member);
      }
    }
  }

  static Question of(Query query, ModelSpec model) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (String name : query.dimensions()) {
      groups.put(name, new Group(member(name, model), Optional.empty()));
    }
    List<Time> times = new ArrayList<>();
    for (TimeDimension time : query.timeDimensions()) {
      Member dimension = member(time.dimension(), model);
      times.add(new Time(dimension, time.granularity(), time.dateRange()));
      time.granularity()
          .ifPresent(
              granularity ->
                  groups.put(
                      time.dimension() + "." + granularity,
                      new Group(dimension, Optional.of(granularity))));
    }
    List<Condition> ofRows = new ArrayList<>();
    List<Condition> ofGroups = new ArrayList<>();
    for (Filter filter : query.filters()) {
      (isAboutGroups(filter, model) ? ofGroups : ofRows).addAll(conditions(List.of(filter), model));
    }
    return new Question(
        query.measures().stream().distinct().map(name -> member(name, model)).toList(),
        List.copyOf(groups.values()),
        query.segments().stream().distinct().map(name -> member(name, model)).toList(),
        times,
        ofRows,
        ofGroups,
        query.timezone(),
        query.ungrouped(),
        query.joinHints());
  }

  private static boolean isAboutGroups(Filter filter, ModelSpec model) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) ->
          parts.stream().anyMatch(part -> isAboutGroups(part, model));
      case Filter.Or(List<Filter> parts) ->
          parts.stream().anyMatch(part -> isAboutGroups(part, model));
      case Filter.Condition test -> {
        Member member = member(test.member(), model);
        yield test.operator() != FilterOperator.MEASURE_FILTER
            && model.cube(member.cube()).measure(member.name()).isPresent();
      }
    };
  }

  private static Condition condition(Filter filter, ModelSpec model) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) -> new Condition.Some(false, conditions(parts, model));
      case Filter.Or(List<Filter> parts) -> new Condition.Some(true, conditions(parts, model));
      case Filter.Condition test -> new Condition.Test(member(test.member(), model), test);
    };
  }

  /** A group without conditions says nothing. */
  private static List<Condition> conditions(List<Filter> parts, ModelSpec model) {
    return parts.stream()
        .map(part -> condition(part, model))
        .filter(condition -> condition.members().findAny().isPresent())
        .toList();
  }

  private static Member member(String name, ModelSpec model) {
    String owner = name.substring(0, name.indexOf('.'));
    String own = name.substring(owner.length() + 1);
    for (ModelSpec.ViewSpec view : model.views()) {
      for (ModelSpec.ViewCube cube : view.cubes()) {
        for (String member : cube.members()) {
          if (view.name().equals(owner) && cube.alias(member).equals(own)) {
            return new Member(cube.path(), member);
          }
        }
      }
    }
    return new Member(List.of(owner), own);
  }

  /** The measures of the answer and of its conditions. */
  Set<Member> usedMeasures() {
    Set<Member> used = new LinkedHashSet<>(measures);
    groupConditions.stream().flatMap(Condition::members).forEach(used::add);
    return used;
  }

  /** The members by which rows are chosen and grouped. */
  List<Member> rowMembers() {
    List<Member> members = new ArrayList<>();
    groups.stream()
        .filter(group -> group.granularity().isEmpty())
        .forEach(group -> members.add(group.dimension()));
    members.addAll(segments);
    times.forEach(time -> members.add(time.dimension()));
    rowConditions.stream().flatMap(Condition::members).forEach(members::add);
    return members;
  }

  /** All members, in the order that decides which cube is the root. */
  List<Member> members() {
    List<Member> members = new ArrayList<>(measures);
    members.addAll(rowMembers());
    groupConditions.stream().flatMap(Condition::members).forEach(members::add);
    return members;
  }
}
