package dev.cuboid.query.plan;

import dev.cuboid.model.DimensionSql;
import dev.cuboid.model.SqlTemplate;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Case;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.ComparisonOperator;
import dev.cuboid.query.sql.SqlExpression.Concatenation;
import dev.cuboid.query.sql.SqlExpression.StringLiteral;
import dev.cuboid.query.sql.SqlExpression.When;
import java.util.List;
import java.util.Optional;

/** The SQL of each kind of dimension. */
final class DimensionExpressions {

  private DimensionExpressions() {}

  static SqlExpression of(Scope scope, ResolvedMember member) {
    return switch (member.dimension().sql()) {
      case DimensionSql.Expression(SqlTemplate sql) -> template(scope, member, sql);
      case DimensionSql.Geo(SqlTemplate latitude, SqlTemplate longitude) ->
          new Concatenation(
              List.of(
                  template(scope, member, latitude),
                  new StringLiteral(","),
                  template(scope, member, longitude)));
      case DimensionSql.Case choice -> choice(scope, member, choice);
      case DimensionSql.SwitchCase choice -> choice(scope, member, choice);
      case DimensionSql.SwitchValues _ ->
          throw QueryErrors.user(
              "Dimension '%s' of type switch has no values in the database"
                  .formatted(member.key()));
    };
  }

  private static SqlExpression choice(
      Scope scope, ResolvedMember member, DimensionSql.Case choice) {
    List<When> branches =
        choice.when().stream()
            .map(
                when ->
                    new When(
                        template(scope, member, when.condition()),
                        label(scope, member, when.label())))
            .toList();
    Optional<SqlExpression> otherwise =
        choice.otherwise().map(label -> label(scope, member, label));
    return new Case(branches, otherwise);
  }

  private static SqlExpression choice(
      Scope scope, ResolvedMember member, DimensionSql.SwitchCase choice) {
    SqlExpression subject = template(scope, member, choice.on());
    List<When> branches =
        choice.when().stream()
            .map(
                when ->
                    new When(
                        new Comparison(
                            subject, ComparisonOperator.EQUAL, new StringLiteral(when.value())),
                        template(scope, member, when.sql())))
            .toList();
    Optional<SqlExpression> otherwise = choice.otherwise().map(sql -> template(scope, member, sql));
    return new Case(branches, otherwise);
  }

  private static SqlExpression label(Scope scope, ResolvedMember member, DimensionSql.Label label) {
    return switch (label) {
      case DimensionSql.Label.Constant(String value) -> new StringLiteral(value);
      case DimensionSql.Label.Expression(SqlTemplate sql) -> template(scope, member, sql);
    };
  }

  private static SqlExpression template(Scope scope, ResolvedMember member, SqlTemplate template) {
    return scope.template(member.cube(), template, MeasureSql.NONE);
  }
}
