package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/**
 * One piece of a {@link SqlTemplate}. {@code CUBE} and {@code TABLE} are already resolved to the
 * name of the cube that owns the template (the child, where one cube extends another).
 */
public sealed interface SqlPart {

  /** Text that goes into the SQL as it is. */
  record Text(String sql) implements SqlPart {}

  /**
   * The alias of a cube in the query, {@code ${CUBE}} or {@code ${Users}}; another cube than the
   * owner is joined.
   *
   * @param path the join path, the referenced cube last
   */
  record CubeReference(List<String> path) implements SqlPart {
    public CubeReference {
      path = List.copyOf(path);
    }

    /** The referenced cube. */
    public String cube() {
      return path.getLast();
    }
  }

  /**
   * The SQL of a member, {@code ${CUBE.status}} or {@code ${Users.city}}.
   *
   * @param path the member and the join path to it
   * @param granularity {@code day} in {@code ${CUBE.createdAt.day}}
   */
  record MemberReference(MemberPath path, Optional<String> granularity) implements SqlPart {}

  /** The SQL of a whole cube as a subquery, {@code ${Users.sql()}}. */
  record CubeSql(String cube) implements SqlPart {}

  /**
   * {@code SECURITY_CONTEXT.a.b.filter(column)} or {@code requiredFilter}.
   *
   * @param path the names below {@code SECURITY_CONTEXT}
   * @param argument the column, or the callback that is given the bound parameters
   * @param required whether a missing value is an error
   */
  record ContextFilter(List<String> path, FilterArgument argument, boolean required)
      implements SqlPart {
    public ContextFilter {
      path = List.copyOf(path);
    }
  }

  /** {@code ${SECURITY_CONTEXT.a.b}} used as text: the value as a bound parameter. */
  record ContextValue(List<String> path) implements SqlPart {
    public ContextValue {
      path = List.copyOf(path);
    }
  }

  /**
   * {@code SECURITY_CONTEXT.a.b.unsafeValue()}: the raw value; escaping is the author's problem.
   */
  record ContextUnsafeValue(List<String> path) implements SqlPart {
    public ContextUnsafeValue {
      path = List.copyOf(path);
    }
  }

  /**
   * {@code FILTER_PARAMS.cube.member.filter(argument)}.
   *
   * @param timeShift by which the times of the filter are moved, in {@code
   *     FILTER_PARAMS.cube.member.time_shifts.name.filter(argument)}
   */
  record FilterParameter(
      String cube, String member, Optional<String> timeShift, FilterArgument argument)
      implements SqlPart {

    /** What is wrong with {@code time_shifts} that are not named. */
    public static final String UNNAMED_TIME_SHIFT =
        "FILTER_PARAMS.x.y.time_shifts needs the name of a time shift:"
            + " FILTER_PARAMS.<cube>.<member>.time_shifts.<name>.filter(...)";
  }

  /** {@code FILTER_GROUP(...)}: the listed filters in one group, their and/or structure kept. */
  record FilterGroup(List<FilterParameter> parameters) implements SqlPart {
    public FilterGroup {
      parameters = List.copyOf(parameters);
    }
  }

  /** {@code SQL_UTILS.convertTz(sql)}: conversion to the time zone of the query. */
  record ConvertTimezone(SqlTemplate sql) implements SqlPart {}

  /** {@code SQL_UTILS.urlEncode(sql)}. */
  record UrlEncode(SqlTemplate sql) implements SqlPart {}

  /** SQL that really depends on a request's values, so that a script decides per request. */
  record Dynamic(DynamicSql function) implements SqlPart {}
}
