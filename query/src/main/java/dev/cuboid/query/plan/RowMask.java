package dev.cuboid.query.plan;

import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Case;
import dev.cuboid.query.sql.SqlExpression.When;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What stands in the place of a member's value.
 *
 * @param shown in which rows, or groups, the value is shown all the same
 * @param mask what is shown elsewhere
 */
record RowMask(FilterNode shown, SqlTemplate mask) {

  /** Whether the value is shown nowhere. */
  boolean hidesAll() {
    return shown instanceof FilterNode.Never;
  }

  /**
   * The value or the mask.
   *
   * @param scope in which the condition is tested
   */
  SqlExpression over(Supplier<SqlExpression> value, Scope scope, ResolvedMember member) {
    SqlExpression hidden = scope.template(member.cube(), mask, MeasureSql.NONE);
    return hidesAll()
        ? hidden
        : new Case(List.of(new When(scope.condition(shown), value.get())), Optional.of(hidden));
  }
}
