package dev.cuboid.query.dialect;

import static dev.cuboid.query.dialect.StandardDialect.bound;
import static dev.cuboid.query.dialect.StandardDialect.call;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlRelation.Period;
import dev.cuboid.query.sql.SqlSelect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Forms of SQL that several databases share, but not most. */
final class SharedForms {

  private SharedForms() {}

  /** For databases that take no positions there. */
  static void groupByExpressions(SqlPrinter out, SqlSelect select) {
    out.separated(
        select.groupBy().stream().map(column -> select.columns().get(column).expression()).toList(),
        ", ");
  }

  /** As the standard has it. */
  static void sliceByFetch(SqlPrinter out, SqlSelect select) {
    if (select.offset().isPresent()) {
      out.line().write("OFFSET " + select.offset().getAsInt() + " ROWS");
    }
    if (select.limit().isPresent()) {
      out.line().write("FETCH NEXT " + select.limit().getAsInt() + " ROWS ONLY");
    }
  }

  /**
   * For databases without VALUES; the columns are named where they are made.
   *
   * @param from what follows the columns of a query without a table
   */
  static void periodsByUnion(
      StandardDialect dialect, SqlPrinter out, List<Period> periods, String from) {
    out.write("(");
    String separator = "";
    for (Period period : periods) {
      out.write(separator).write("SELECT ");
      dialect.timeLiteral(out, period.from());
      out.write(" AS ").name("date_from").write(", ");
      dialect.timeLiteral(out, period.to());
      out.write(" AS ").name("date_to").write(from);
      separator = " UNION ALL ";
    }
    out.write(")");
  }

  /** The same as a call, for databases in which || is something else. */
  static void patternByCall(SqlPrinter out, Matches matches, String escaped) {
    out.write(matches.position() == SqlExpression.Position.START ? "CONCAT(" : "CONCAT('%', ");
    bound(out, "LOWER(", escaped);
    out.write(matches.position() == SqlExpression.Position.END ? ")" : ", '%')");
  }

  /** For databases that join by nothing but equalities. */
  static void sameText(SqlPrinter out, SameAs same, String textType) {
    call(out, "COALESCE(CAST(", same.left(), " AS " + textType + "), '') = ");
    call(out, "COALESCE(CAST(", same.right(), " AS " + textType + "), '') AND (");
    out.operand(same.left());
    out.write(" IS NULL) = (");
    out.operand(same.right());
    out.write(" IS NULL)");
  }

  /**
   * Moves a time by one call for each unit, months first.
   *
   * @param opening what is written before the time, by unit and amount
   * @param closing what is written after it
   */
  static void shiftByCalls(
      SqlPrinter out,
      Shift shift,
      BiFunction<String, Long, String> opening,
      BiFunction<String, Long, String> closing) {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("month", shift.interval().months());
    units.put("day", shift.interval().days());
    units.put("second", shift.interval().seconds());
    units.values().removeIf(amount -> amount == 0);
    List.copyOf(units.entrySet())
        .reversed()
        .forEach(unit -> out.write(opening.apply(unit.getKey(), unit.getValue())));
    out.expression(shift.time());
    units.forEach((unit, amount) -> out.write(closing.apply(unit, amount)));
  }

  /** For databases that put nothing but texts together. */
  static void concatenationOfTexts(
      SqlPrinter out, List<SqlExpression> parts, String operator, String textType) {
    String separator = "";
    for (SqlExpression part : parts) {
      out.write(separator);
      if (part instanceof SqlExpression.StringLiteral) {
        out.expression(part);
      } else {
        call(out, "CAST(", part, " AS " + textType + ")");
      }
      separator = operator;
    }
  }
}
