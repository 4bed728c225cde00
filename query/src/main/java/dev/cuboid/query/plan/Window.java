package dev.cuboid.query.plan;

import dev.cuboid.model.RollingWindow;
import dev.cuboid.model.RollingWindow.Offset;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.ComparisonOperator;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.ParameterType;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.TimeInterval;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The window of a rolling measure, relative to a period.
 *
 * @param kind how it is measured
 * @param trailing how far it reaches back; empty for without end
 * @param leading how far it reaches ahead; empty for without end
 * @param granularity from whose start a window to date begins
 * @param unit the finest unit that the window is measured in
 */
record Window(
    Kind kind,
    Optional<TimeInterval> trailing,
    Optional<TimeInterval> leading,
    String granularity,
    Optional<String> unit) {

  private static final String UNBOUNDED = "unbounded";
  private static final TimeInterval NONE = new TimeInterval(0, 0, 0);

  /** How a window is measured. */
  enum Kind {
    FROM_END,
    FROM_START,
    TO_DATE,
    /** From the start of the query's date range. */
    RUNNING_TOTAL
  }

  static Window of(Leaf leaf) {
    return RollingBlocks.windowOf(leaf)
        .map(Window::of)
        .orElseGet(
            () ->
                new Window(
                    Kind.RUNNING_TOTAL, Optional.empty(), Optional.of(NONE), "", Optional.empty()));
  }

  private static Window of(RollingWindow window) {
    return switch (window) {
      case RollingWindow.ToDate(String granularity) ->
          new Window(
              Kind.TO_DATE,
              Optional.empty(),
              Optional.of(NONE),
              granularity,
              Optional.of(granularity));
      case RollingWindow.Fixed(var trailing, var leading, Offset offset) ->
          new Window(
              offset == Offset.START ? Kind.FROM_START : Kind.FROM_END,
              reach(trailing),
              reach(leading),
              "",
              Granularities.finest(unit(trailing), unit(leading)));
    };
  }

  private static Optional<TimeInterval> reach(Optional<String> text) {
    if (text.filter(UNBOUNDED::equals).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(text.map(Granularities::interval).orElse(NONE));
  }

  private static Optional<String> unit(Optional<String> text) {
    return text.filter(each -> !UNBOUNDED.equals(each)).map(Granularities::unitOf);
  }

  boolean isRunningTotal() {
    return kind == Kind.RUNNING_TOTAL;
  }

  /** To what rows can be grouped before they are put into windows. */
  String baseGranularity(TimeSeries series) {
    return Granularities.finest(Optional.of(series.unit()), unit).orElse(series.unit());
  }

  /**
   * The conditions that put a time into the window of a period.
   *
   * @param from the period's start
   * @param to its last millisecond
   */
  List<SqlExpression> conditions(SqlExpression time, SqlExpression from, SqlExpression to) {
    List<SqlExpression> conditions = new ArrayList<>();
    switch (kind) {
      case FROM_END -> {
        trailing.ifPresent(
            reach ->
                conditions.add(new Comparison(time, ComparisonOperator.GREATER, back(to, reach))));
        leading.ifPresent(
            reach ->
                conditions.add(
                    new Comparison(time, ComparisonOperator.LESS_OR_EQUAL, ahead(to, reach))));
      }
      case FROM_START -> {
        trailing.ifPresent(
            reach ->
                conditions.add(
                    new Comparison(time, ComparisonOperator.GREATER_OR_EQUAL, back(from, reach))));
        leading.ifPresent(
            reach ->
                conditions.add(new Comparison(time, ComparisonOperator.LESS, ahead(from, reach))));
      }
      case TO_DATE -> {
        conditions.add(
            new Comparison(
                time, ComparisonOperator.GREATER_OR_EQUAL, new Truncate(granularity, from)));
        conditions.add(new Comparison(time, ComparisonOperator.LESS_OR_EQUAL, to));
      }
      case RUNNING_TOTAL ->
          conditions.add(new Comparison(time, ComparisonOperator.LESS_OR_EQUAL, to));
    }
    return conditions;
  }

  /**
   * The conditions that put a time into the only window of a query without periods: one to date
   * ends with the range, a running total is the whole range.
   */
  List<SqlExpression> only(SqlExpression time, LocalDateTime from, LocalDateTime to) {
    LocalDateTime start = kind == Kind.TO_DATE ? to : from;
    List<SqlExpression> conditions = conditions(time, bound(start), bound(to));
    if (kind == Kind.RUNNING_TOTAL) {
      conditions.add(new Comparison(time, ComparisonOperator.GREATER_OR_EQUAL, bound(from)));
    }
    return conditions;
  }

  /**
   * The conditions on rows that can be in any window.
   *
   * @param first where the first window's period begins
   * @param firstEnd its last millisecond
   * @param last the end of the query's date range
   */
  List<SqlExpression> rows(
      SqlExpression time, LocalDateTime first, LocalDateTime firstEnd, LocalDateTime last) {
    List<SqlExpression> conditions = new ArrayList<>();
    Optional<LocalDateTime> lower =
        switch (kind) {
          case FROM_END -> trailing.map(reach -> reach.negated().after(firstEnd));
          case FROM_START -> trailing.map(reach -> reach.negated().after(first));
          case TO_DATE -> Optional.of(TimeSeries.start(granularity, first));
          case RUNNING_TOTAL -> Optional.of(first);
        };
    lower.ifPresent(
        bound ->
            conditions.add(
                new Comparison(
                    time,
                    kind == Kind.FROM_END
                        ? ComparisonOperator.GREATER
                        : ComparisonOperator.GREATER_OR_EQUAL,
                    bound(bound))));
    leading
        .map(reach -> reach.after(last))
        .ifPresent(
            bound ->
                conditions.add(
                    new Comparison(time, ComparisonOperator.LESS_OR_EQUAL, bound(bound))));
    return conditions;
  }

  static SqlExpression bound(LocalDateTime time) {
    return new Parameter(Times.local(time), ParameterType.LOCAL_TIME);
  }

  private static SqlExpression back(SqlExpression time, TimeInterval reach) {
    return reach.equals(NONE) ? time : new Shift(time, reach.negated());
  }

  private static SqlExpression ahead(SqlExpression time, TimeInterval reach) {
    return reach.equals(NONE) ? time : new Shift(time, reach);
  }
}
