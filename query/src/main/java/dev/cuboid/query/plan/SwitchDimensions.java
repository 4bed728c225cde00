package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.SqlPart;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.plan.FilterNode.Group;
import dev.cuboid.query.plan.FilterNode.Test;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Dimensions of type switch: their values are listed in the model, so each row of the database has
 * each of them. Filters on them are decided before anything is asked of the database.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/concepts/multi-stage-calculations">Cube,
 *     conditional measures</a>
 */
final class SwitchDimensions {

  private static final int DEEPEST_REFERENCE = 64;

  private final Planning planning;
  private final boolean inModel;
  private final Map<String, List<String>> left = new LinkedHashMap<>();
  private @Nullable Boolean repeats;

  SwitchDimensions(Planning planning) {
    this.planning = planning;
    this.inModel = planning.index().hasSwitches();
  }

  /** The switch dimension that a member is, or only names. */
  Optional<ResolvedMember> of(ResolvedMember member) {
    ResolvedMember current = member;
    for (int depth = 0; inModel && depth < DEEPEST_REFERENCE; depth++) {
      if (!(current.member() instanceof Dimension dimension)
          || dimension.subQuery()
          || current.mask().isPresent()) {
        return Optional.empty();
      }
      if (dimension.sql() instanceof DimensionSql.SwitchValues) {
        return Optional.of(current);
      }
      if (!(dimension.sql() instanceof DimensionSql.Expression(SqlTemplate sql)
          && sql.parts().size() == 1
          && sql.parts().getFirst() instanceof SqlPart.MemberReference reference
          && reference.granularity().isEmpty())) {
        return Optional.empty();
      }
      current = planning.index().referenced(reference.path());
    }
    return Optional.empty();
  }

  /** The values that the query's filters leave. */
  List<String> values(ResolvedMember dimension) {
    return left.computeIfAbsent(
        dimension.key(),
        key -> {
          List<String> values =
              new ArrayList<>(((DimensionSql.SwitchValues) dimension.dimension().sql()).values());
          for (FilterNode filter : planning.query().dimensionFilters()) {
            remove(filter, key, values);
          }
          return List.copyOf(values);
        });
  }

  private void remove(FilterNode node, String key, List<String> values) {
    switch (node) {
      case Group(boolean any, List<FilterNode> nodes) -> {
        if (!any) {
          nodes.forEach(each -> remove(each, key, values));
        }
      }
      case Test test when isDecided(test) && of(test.member()).orElseThrow().key().equals(key) ->
          values.removeIf(value -> !holds(test, value));
      case Test _, FilterNode.Never() -> {}
    }
  }

  /** Whether a condition is about switch dimensions alone, and considered by their values. */
  boolean isDecided(FilterNode node) {
    return switch (node) {
      case Group(boolean any, List<FilterNode> nodes) ->
          !any && inModel && nodes.stream().allMatch(this::isDecided);
      case Test test -> of(test.member()).isPresent() && isDecidable(test.operator());
      case FilterNode.Never() -> false;
    };
  }

  /** Whether a decided condition leaves something. */
  boolean leavesValues(FilterNode node) {
    return node.tests().noneMatch(test -> values(of(test.member()).orElseThrow()).isEmpty());
  }

  private static boolean isDecidable(FilterOperator operator) {
    return switch (operator) {
      case EQUALS,
          NOT_EQUALS,
          IN,
          NOT_IN,
          CONTAINS,
          NOT_CONTAINS,
          STARTS_WITH,
          NOT_STARTS_WITH,
          ENDS_WITH,
          NOT_ENDS_WITH,
          SET,
          NOT_SET ->
          true;
      default -> false;
    };
  }

  private static boolean holds(Test test, String value) {
    return switch (test.operator()) {
      case EQUALS, IN -> test.values().contains(value);
      case NOT_EQUALS, NOT_IN -> !test.values().contains(value);
      case CONTAINS -> matches(test, value, String::contains);
      case NOT_CONTAINS -> !matches(test, value, String::contains);
      case STARTS_WITH -> matches(test, value, String::startsWith);
      case NOT_STARTS_WITH -> !matches(test, value, String::startsWith);
      case ENDS_WITH -> matches(test, value, String::endsWith);
      case NOT_ENDS_WITH -> !matches(test, value, String::endsWith);
      case SET -> true;
      case NOT_SET -> false;
      default -> throw new IllegalArgumentException(test.operator().text());
    };
  }

  private static boolean matches(Test test, String value, BiPredicate<String, String> comparison) {
    return test.values().stream()
        .filter(Objects::nonNull)
        .anyMatch(
            wanted ->
                comparison.test(value.toLowerCase(Locale.ROOT), wanted.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether a group of the query may have a row several times, once for each of several values by
   * which the query does not group.
   */
  boolean repeatRows() {
    if (!inModel) {
      return false;
    }
    if (repeats == null) {
      Set<String> grouped = new HashSet<>();
      planning.query().columns().stream()
          .filter(column -> column.granularity().isEmpty())
          .forEach(column -> of(column.member()).ifPresent(own -> grouped.add(own.key())));
      repeats =
          touched().values().stream()
              .anyMatch(own -> !grouped.contains(own.key()) && values(own).size() > 1);
    }
    return repeats;
  }

  /** The switch dimensions by which rows are chosen or grouped. */
  private Map<String, ResolvedMember> touched() {
    Map<String, ResolvedMember> touched = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    ResolvedQuery query = planning.query();
    query.columns().forEach(column -> collect(column.member(), touched, seen));
    query.segments().forEach(segment -> collect(segment, touched, seen));
    query.times().forEach(time -> collect(time.member(), touched, seen));
    query.dimensionFilters().stream()
        .filter(filter -> !isDecided(filter))
        .flatMap(FilterNode::tests)
        .forEach(test -> collect(test.member(), touched, seen));
    return touched;
  }

  private void collect(
      ResolvedMember member, Map<String, ResolvedMember> touched, Set<String> seen) {
    boolean evaluatedApart =
        member.isMeasure()
            || (member.member() instanceof Dimension dimension && dimension.subQuery())
            || planning.isStaged(member);
    if (!seen.add(member.key()) || evaluatedApart) {
      return;
    }
    if (member.member() instanceof Dimension dimension
        && dimension.sql() instanceof DimensionSql.SwitchValues) {
      touched.put(member.key(), member);
      return;
    }
    for (SqlTemplate template : MemberTemplates.of(member.member())) {
      planning
          .walk()
          .references(
              template,
              part -> {
                if (part instanceof SqlPart.MemberReference reference) {
                  collect(planning.index().referenced(reference.path()), touched, seen);
                }
              });
    }
  }
}
