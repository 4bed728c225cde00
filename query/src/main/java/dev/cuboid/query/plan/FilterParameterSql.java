package dev.cuboid.query.plan;

import dev.cuboid.model.FilterArgument;
import dev.cuboid.model.SqlPart.FilterGroup;
import dev.cuboid.model.SqlPart.FilterParameter;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.plan.FilterNode.Group;
import dev.cuboid.query.plan.FilterNode.Test;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Any;
import dev.cuboid.query.sql.SqlExpression.ParameterType;
import dev.cuboid.query.sql.TimeInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code FILTER_PARAMS} and {@code FILTER_GROUP}: the query's conditions inside of an author's SQL.
 * What cannot be said there becomes a condition that always holds, for the query itself tests it
 * again.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/data-modeling/reference/context-variables#filter_params">Context
 *     variables</a>
 */
final class FilterParameterSql {

  private final ResolvedQuery query;
  private final Planning planning;
  private final ConditionSql conditions;

  FilterParameterSql(Planning planning, ConditionSql conditions) {
    this.planning = planning;
    this.query = planning.query();
    this.conditions = conditions;
  }

  /**
   * @param template prints SQL of the author
   */
  SqlExpression of(FilterParameter parameter, Function<SqlTemplate, SqlExpression> template) {
    return group(List.of(parameter), template);
  }

  /**
   * @param template prints SQL of the author
   */
  SqlExpression of(FilterGroup group, Function<SqlTemplate, SqlExpression> template) {
    return group(group.parameters(), template);
  }

  private SqlExpression group(
      List<FilterParameter> parameters, Function<SqlTemplate, SqlExpression> template) {
    List<SqlExpression> found = new ArrayList<>();
    for (FilterNode filter : query.rowFilters()) {
      condition(filter, parameters, template).ifPresent(found::add);
    }
    return found.isEmpty() ? SqlExpression.TRUE : new All(found);
  }

  /** Empty for what the parameters do not speak of. */
  private Optional<SqlExpression> condition(
      FilterNode node,
      List<FilterParameter> parameters,
      Function<SqlTemplate, SqlExpression> template) {
    return switch (node) {
      case Group(boolean any, List<FilterNode> nodes) -> {
        // One of the alternatives may hold for what is not spoken of.
        if (any && !node.tests().allMatch(test -> isSpokenOf(test, parameters))) {
          yield Optional.empty();
        }
        List<SqlExpression> parts =
            nodes.stream().flatMap(each -> condition(each, parameters, template).stream()).toList();
        if (parts.isEmpty() || (any && parts.size() < nodes.size())) {
          yield Optional.empty();
        }
        yield Optional.of(any ? new Any(parts) : new All(parts));
      }
      case FilterNode.Never() -> Optional.empty();
      case Test test ->
          // A time that is moved is limited outside: its column here is that of another time. So is
          // a member whose values are masked: who may not see them may not choose by them either.
          planning.shift(test.member()).isPresent() || test.member().mask().isPresent()
              ? Optional.empty()
              : parameters.stream()
                  .filter(parameter -> speaksOf(parameter, test.member()))
                  .findFirst()
                  .flatMap(parameter -> condition(moved(test, parameter), parameter, template));
    };
  }

  /** The test for another time, where the parameter asks for one. */
  private static Test moved(Test test, FilterParameter parameter) {
    if (parameter.timeShift().isEmpty() || test.member().isMeasure()) {
      return test;
    }
    String name = parameter.timeShift().get();
    TimeInterval interval =
        test.member().dimension().timeShifts().stream()
            .filter(shift -> shift.name().equals(parameter.timeShift()))
            .flatMap(shift -> shift.interval().stream())
            .map(TimeShifts::towards)
            .findFirst()
            .orElseThrow(
                () ->
                    QueryErrors.user(
                        "Time shift '%s' of FILTER_PARAMS.%s.%s isn't defined by an interval"
                            .formatted(name, parameter.cube(), parameter.member())));
    List<@Nullable String> values = new ArrayList<>();
    for (@Nullable String value : test.values()) {
      values.add(value == null ? null : Times.local(interval.after(Times.required(value))));
    }
    return new Test(test.member(), test.operator(), values);
  }

  private static boolean isSpokenOf(Test test, List<FilterParameter> parameters) {
    return parameters.stream().anyMatch(parameter -> speaksOf(parameter, test.member()));
  }

  private static boolean speaksOf(FilterParameter parameter, ResolvedMember member) {
    String name = parameter.cube() + "." + parameter.member();
    return name.equals(member.key()) || name.equals(member.name());
  }

  /** Empty for a test without values, where a callback has nothing to be called with. */
  private Optional<SqlExpression> condition(
      Test test, FilterParameter parameter, Function<SqlTemplate, SqlExpression> template) {
    ParameterType type =
        test.member().isMeasure()
            ? ValueTypes.of(test.member().measure())
            : ValueTypes.of(test.member().dimension());
    return switch (parameter.argument()) {
      case FilterArgument.Column(SqlTemplate column) ->
          Optional.of(conditions.of(template.apply(column), type, test.operator(), test.values()));
      case FilterArgument.Callback(FilterArgument.SqlCallback callback, _) -> {
        List<SqlExpression> values = conditions.parameters(type, test.operator(), test.values());
        yield values.isEmpty()
            ? Optional.empty()
            : Optional.of(Placeholders.apply(callback, values, template));
      }
    };
  }
}
