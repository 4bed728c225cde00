package dev.cuboid.query.plan;

import dev.cuboid.model.Dimension;
import dev.cuboid.model.DimensionType;
import dev.cuboid.model.Measure;
import dev.cuboid.model.MeasureType;
import dev.cuboid.query.SqlQuery.ColumnType;
import dev.cuboid.query.sql.SqlExpression.ParameterType;

/** What members' values are, for the database and for answers. */
final class ValueTypes {

  private ValueTypes() {}

  static ParameterType of(Dimension dimension) {
    return switch (dimension.type()) {
      case NUMBER -> ParameterType.NUMBER;
      case BOOLEAN -> ParameterType.BOOLEAN;
      case STRING, TIME, GEO, SWITCH -> ParameterType.UNTYPED;
    };
  }

  static ParameterType of(Measure measure) {
    return switch (column(measure.type())) {
      case NUMBER -> ParameterType.NUMBER;
      case BOOLEAN -> ParameterType.BOOLEAN;
      case STRING, TIME -> ParameterType.UNTYPED;
    };
  }

  static ColumnType column(DimensionType type) {
    return switch (type) {
      case NUMBER -> ColumnType.NUMBER;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case TIME -> ColumnType.TIME;
      case STRING, GEO, SWITCH -> ColumnType.STRING;
    };
  }

  static ColumnType column(MeasureType type) {
    return switch (type) {
      case COUNT,
          COUNT_DISTINCT,
          COUNT_DISTINCT_APPROX,
          SUM,
          AVG,
          MIN,
          MAX,
          NUMBER,
          RUNNING_TOTAL,
          NUMBER_AGG,
          RANK ->
          ColumnType.NUMBER;
      case STRING -> ColumnType.STRING;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case TIME -> ColumnType.TIME;
    };
  }
}
