package dev.cuboid.query.plan;

import dev.cuboid.query.FilterOperator;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Any;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.ComparisonOperator;
import dev.cuboid.query.sql.SqlExpression.In;
import dev.cuboid.query.sql.SqlExpression.IsNull;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.ParameterType;
import dev.cuboid.query.sql.SqlExpression.Position;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operators of filters, with Cube's meaning of null: a negation keeps the rows without a value
 * unless null is among the values.
 *
 * @see <a
 *     href="https://cube.dev/docs/product/apis-integrations/rest-api/query-format#filters-operators">Filter
 *     operators</a>
 */
final class ConditionSql {

  private static final int LENGTH_OF_A_DATE = 10;

  private final ZoneId timezone;

  /**
   * @param timezone in which dates are understood
   */
  ConditionSql(ZoneId timezone) {
    this.timezone = timezone;
  }

  SqlExpression of(
      SqlExpression column,
      ParameterType type,
      FilterOperator operator,
      List<@Nullable String> values) {
    return switch (operator) {
      case EQUALS -> equal(column, type, values, false);
      case NOT_EQUALS -> equal(column, type, values, true);
      case IN -> in(column, type, values, false);
      case NOT_IN -> in(column, type, values, true);
      case CONTAINS -> matches(column, Position.ANYWHERE, values, false);
      case NOT_CONTAINS -> matches(column, Position.ANYWHERE, values, true);
      case STARTS_WITH -> matches(column, Position.START, values, false);
      case NOT_STARTS_WITH -> matches(column, Position.START, values, true);
      case ENDS_WITH -> matches(column, Position.END, values, false);
      case NOT_ENDS_WITH -> matches(column, Position.END, values, true);
      case GT -> compare(column, type, ComparisonOperator.GREATER, values);
      case GTE -> compare(column, type, ComparisonOperator.GREATER_OR_EQUAL, values);
      case LT -> compare(column, type, ComparisonOperator.LESS, values);
      case LTE -> compare(column, type, ComparisonOperator.LESS_OR_EQUAL, values);
      case SET -> new IsNull(column, true);
      case NOT_SET -> new IsNull(column, false);
      case IN_DATE_RANGE, ON_THE_DATE ->
          new All(List.of(from(column, values), notAfter(column, end(values))));
      case NOT_IN_DATE_RANGE ->
          new Any(
              List.of(
                  new Comparison(column, ComparisonOperator.LESS, instant(lower(values))),
                  after(column, end(values))));
      case BEFORE_DATE -> new Comparison(column, ComparisonOperator.LESS, instant(lower(values)));
      case BEFORE_OR_ON_DATE -> notAfter(column, first(values));
      case AFTER_DATE -> after(column, first(values));
      case AFTER_OR_ON_DATE -> from(column, values);
      case MEASURE_FILTER -> SqlExpression.TRUE;
    };
  }

  /** The values as an author's function is given them: without null, dates as instants. */
  List<SqlExpression> parameters(
      ParameterType type, FilterOperator operator, List<@Nullable String> values) {
    return switch (operator) {
      case IN_DATE_RANGE, NOT_IN_DATE_RANGE, ON_THE_DATE ->
          List.of(text(lower(values)), text(Times.upper(end(values), timezone)));
      case BEFORE_DATE, AFTER_OR_ON_DATE -> List.of(text(lower(values)));
      case BEFORE_OR_ON_DATE, AFTER_DATE -> List.of(text(Times.upper(first(values), timezone)));
      default -> bound(type, values);
    };
  }

  private static SqlExpression equal(
      SqlExpression column, ParameterType type, List<@Nullable String> values, boolean negated) {
    if (values.size() != 1 || values.getFirst() == null) {
      return in(column, type, values, negated);
    }
    SqlExpression value = new Parameter(values.getFirst(), type);
    return negated
        ? orNull(column, new Comparison(column, ComparisonOperator.NOT_EQUAL, value))
        : new Comparison(column, ComparisonOperator.EQUAL, value);
  }

  private static SqlExpression in(
      SqlExpression column, ParameterType type, List<@Nullable String> values, boolean negated) {
    List<SqlExpression> options = bound(type, values);
    boolean withNull = options.size() < values.size();
    if (options.isEmpty()) {
      return withNull ? new IsNull(column, negated) : new SqlExpression.Truth(negated);
    }
    SqlExpression in = new In(column, options, negated);
    return withNull == negated ? in : orNull(column, in);
  }

  private static SqlExpression matches(
      SqlExpression column, Position position, List<@Nullable String> values, boolean negated) {
    List<SqlExpression> tests = new ArrayList<>();
    for (@Nullable String value : values) {
      if (value != null) {
        tests.add(new Matches(column, position, value, negated));
      }
    }
    boolean withNull = tests.size() < values.size();
    if (tests.isEmpty()) {
      return new IsNull(column, negated);
    }
    SqlExpression all = negated ? new All(tests) : new Any(tests);
    SqlExpression test = tests.size() == 1 ? tests.getFirst() : all;
    return withNull == negated ? test : orNull(column, test);
  }

  private static SqlExpression compare(
      SqlExpression column,
      ParameterType type,
      ComparisonOperator operator,
      List<@Nullable String> values) {
    return new Comparison(column, operator, new Parameter(values.getFirst(), type));
  }

  private SqlExpression from(SqlExpression column, List<@Nullable String> values) {
    return new Comparison(column, ComparisonOperator.GREATER_OR_EQUAL, instant(lower(values)));
  }

  private SqlExpression notAfter(SqlExpression column, String local) {
    Optional<String> beyond = Times.beyond(local, timezone);
    return beyond.isPresent()
        ? new Comparison(column, ComparisonOperator.LESS, instant(beyond.get()))
        : new Comparison(
            column, ComparisonOperator.LESS_OR_EQUAL, instant(Times.upper(local, timezone)));
  }

  private SqlExpression after(SqlExpression column, String local) {
    Optional<String> beyond = Times.beyond(local, timezone);
    return beyond.isPresent()
        ? new Comparison(column, ComparisonOperator.GREATER_OR_EQUAL, instant(beyond.get()))
        : new Comparison(column, ComparisonOperator.GREATER, instant(Times.upper(local, timezone)));
  }

  private String lower(List<@Nullable String> values) {
    return Times.lower(first(values), timezone);
  }

  private static String first(List<@Nullable String> values) {
    return Objects.requireNonNullElse(values.isEmpty() ? null : values.getFirst(), "");
  }

  /** The last value; a bare date is its whole day. */
  private static String end(List<@Nullable String> values) {
    String last = Objects.requireNonNullElse(values.isEmpty() ? null : values.getLast(), "");
    return last.length() == LENGTH_OF_A_DATE ? last + "T23:59:59.999" : last;
  }

  private static SqlExpression instant(String value) {
    return new Parameter(value, ParameterType.INSTANT);
  }

  private static SqlExpression text(String value) {
    return new Parameter(value, ParameterType.UNTYPED);
  }

  private static SqlExpression orNull(SqlExpression column, SqlExpression condition) {
    return new Any(List.of(condition, new IsNull(column, false)));
  }

  private static List<SqlExpression> bound(ParameterType type, List<@Nullable String> values) {
    List<SqlExpression> parameters = new ArrayList<>();
    for (@Nullable String value : values) {
      if (value != null) {
        parameters.add(new Parameter(value, type));
      }
    }
    return parameters;
  }
}
