package dev.cuboid.query.properties;

import dev.cuboid.query.properties.Expression.MemberName;
import java.util.List;
import java.util.Optional;

/**
 * A generated cube.
 *
 * @param table its rows
 * @param guarded whether the model shows a tenant its own rows only
 */
record CubeSpec(
    String name,
    TableSpec table,
    boolean guarded,
    List<JoinSpec> joins,
    List<DimensionSpec> dimensions,
    List<SegmentSpec> segments,
    List<MeasureSpec> measures) {

  /** Columns of this cube that equal columns of another one. */
  record JoinSpec(String target, String relationship, List<String> own, List<String> others) {}

  /** What a dimension's values are. */
  enum ValueType {
    TEXT("string"),
    NUMBER("number"),
    FLAG("boolean"),
    TIME("time");

    final String cube;

    ValueType(String cube) {
      this.cube = cube;
    }
  }

  /**
   * @param propagates whether a sub-query dimension takes the filters of the query along
   */
  record DimensionSpec(
      String name, ValueType type, boolean primaryKey, boolean propagates, Expression value) {
    boolean isSubQuery() {
      return value instanceof Expression.MeasurePerRow;
    }
  }

  record SegmentSpec(String name, Expression condition) {}

  record MeasureSpec(String name, Computation computation) {}

  /** How a measure is computed. */
  sealed interface Computation {}

  /** From rows. */
  record Aggregation(
      Function function,
      Optional<Expression> value,
      Optional<Expression> filter,
      Optional<Window> window)
      implements Computation {}

  /** From other measures: one less the other, or divided by it. */
  record Formula(MemberName left, boolean divided, MemberName right) implements Computation {}

  /** The author's own aggregate: the sum of a column, or -1 where there is none. */
  record OwnAggregate(String column) implements Computation {}

  enum Function {
    COUNT("count"),
    COUNT_DISTINCT("count_distinct"),
    SUM("sum"),
    AVG("avg"),
    MIN("min"),
    MAX("max");

    final String cube;

    Function(String cube) {
      this.cube = cube;
    }
  }

  /** A rolling window: so many days back, all of the past, or since the start of a period. */
  sealed interface Window {
    record Days(int trailing) implements Window {}

    record AllOfThePast() implements Window {}

    record ToDate(String granularity) implements Window {}
  }

  CubeSpec withJoins(List<JoinSpec> changed) {
    return new CubeSpec(name, table, guarded, changed, dimensions, segments, measures);
  }

  CubeSpec withTable(TableSpec changed) {
    return new CubeSpec(name, changed, guarded, joins, dimensions, segments, measures);
  }

  CubeSpec unguarded() {
    return new CubeSpec(name, table, false, joins, dimensions, segments, measures);
  }

  CubeSpec withMembers(
      List<DimensionSpec> otherDimensions,
      List<SegmentSpec> otherSegments,
      List<MeasureSpec> otherMeasures) {
    return new CubeSpec(name, table, guarded, joins, otherDimensions, otherSegments, otherMeasures);
  }

  List<DimensionSpec> primaryKey() {
    return dimensions.stream().filter(DimensionSpec::primaryKey).toList();
  }

  Optional<DimensionSpec> dimension(String member) {
    return dimensions.stream().filter(each -> each.name().equals(member)).findFirst();
  }

  Optional<MeasureSpec> measure(String member) {
    return measures.stream().filter(each -> each.name().equals(member)).findFirst();
  }

  Optional<SegmentSpec> segment(String member) {
    return segments.stream().filter(each -> each.name().equals(member)).findFirst();
  }
}
