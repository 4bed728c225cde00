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

  private final Scope scope;
  private final ResolvedMember member;
  private final MeasureSql measures;

  private DimensionExpressions(Scope scope, ResolvedMember member, MeasureSql measures) {
    this.scope = scope;
    this.member = member;
    this.measures = measures;
  }

  static SqlExpression of(Scope scope, ResolvedMember member) {
    return member.dimension().sql() instanceof DimensionSql.SwitchValues
        ? scope.switchValue(member)
        : of(scope, member, member.dimension().sql(), MeasureSql.NONE);
  }

  /**
   * SQL of any member that is written as that of dimensions is.
   *
   * @param measures what references to measures become
   */
  static SqlExpression of(
      Scope scope, ResolvedMember member, DimensionSql sql, MeasureSql measures) {
    return new DimensionExpressions(scope, member, measures).of(sql);
  }

  private SqlExpression of(DimensionSql source) {
    return switch (source) {
      case DimensionSql.Expression(SqlTemplate sql) -> template(sql);
      case DimensionSql.Geo(SqlTemplate latitude, SqlTemplate longitude) ->
          new Concatenation(
              List.of(template(latitude), new StringLiteral(","), template(longitude)));
      case DimensionSql.Case choice -> choice(choice);
      case DimensionSql.SwitchCase choice -> choice(choice);
      case DimensionSql.SwitchValues _ -> scope.switchValue(member);
    };
  }

  private SqlExpression choice(DimensionSql.Case choice) {
    List<When> branches =
        choice.when().stream()
            .map(when -> new When(template(when.condition()), label(when.label())))
            .toList();
    Optional<SqlExpression> otherwise = choice.otherwise().map(label -> label(label));
    return new Case(branches, otherwise);
  }

  private SqlExpression choice(DimensionSql.SwitchCase choice) {
    SqlExpression subject = template(choice.on());
    if (subject instanceof StringLiteral(String value)) {
      return template(branch(choice, value));
    }
    List<When> branches =
        choice.when().stream()
            .map(
                when ->
                    new When(
                        new Comparison(
                            subject, ComparisonOperator.EQUAL, new StringLiteral(when.value())),
                        template(when.sql())))
            .toList();
    Optional<SqlExpression> otherwise = choice.otherwise().map(sql -> template(sql));
    return new Case(branches, otherwise);
  }

  /** The branch for a value. */
  static SqlTemplate branch(DimensionSql.SwitchCase choice, String value) {
    return choice.when().stream()
        .filter(when -> when.value().equals(value))
        .map(DimensionSql.SwitchWhen::sql)
        .findFirst()
        .or(choice::otherwise)
        .orElseGet(() -> SqlTemplate.text("NULL"));
  }

  private SqlExpression label(DimensionSql.Label label) {
    return switch (label) {
      case DimensionSql.Label.Constant(String value) -> new StringLiteral(value);
      case DimensionSql.Label.Expression(SqlTemplate sql) -> template(sql);
    };
  }

  private SqlExpression template(SqlTemplate template) {
    return scope.template(member.cube(), template, measures);
  }
}
