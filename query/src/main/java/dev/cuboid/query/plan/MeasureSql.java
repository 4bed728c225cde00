package dev.cuboid.query.plan;

import dev.cuboid.query.sql.SqlExpression;

/** What a reference to a measure becomes. */
@FunctionalInterface
interface MeasureSql {

  /** Where no measure can stand. */
  MeasureSql NONE =
      measure -> {
        throw QueryErrors.user(
            "Measure '%s' is referred to where rows are not grouped. A dimension that shows it"
                    .formatted(measure.key())
                + " needs sub_query: true");
      };

  SqlExpression of(ResolvedMember measure);
}
