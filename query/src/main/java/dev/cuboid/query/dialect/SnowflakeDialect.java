package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlSelect;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Snowflake. Times without a zone are taken as the session's, which is to be UTC, and its weeks are
 * to begin on Monday.
 *
 * @see <a href="https://docs.snowflake.com/en/sql-reference/functions-date-time">Date and time
 *     functions</a>
 */
final class SnowflakeDialect extends StandardDialect {

  private static final int LONGEST_IDENTIFIER = 255;

  private static final NumberText NUMBERS =
      new NumberText("NUMBER(38, 0)", "NUMBER(38, %d)", "DOUBLE");

  SnowflakeDialect() {
    super("snowflake");
  }

  @Override
  public PreAggregationSupport preAggregations() {
    return PreAggregationSupport.COMMON.withApproximateCounts();
  }

  @Override
  public String secondsSinceEpoch() {
    return "DATE_PART(EPOCH_SECOND, CURRENT_TIMESTAMP())";
  }

  @Override
  int longestIdentifier() {
    return LONGEST_IDENTIFIER;
  }

  // A backslash escapes inside of its strings.
  @Override
  String stringLiteral(String value) {
    return super.stringLiteral(value.replace("\\", "\\\\"));
  }

  // What TIMESTAMP means is a setting of the account.
  @Override
  void timeLiteral(SqlPrinter out, LocalDateTime time) {
    out.write(stringLiteral(iso(time).replace('T', ' '))).write("::TIMESTAMP_NTZ");
  }

  @Override
  void parameter(SqlPrinter out, Parameter parameter) {
    if (!(parameter.value() instanceof String text)) {
      out.bind(parameter.value());
      return;
    }
    switch (parameter.type()) {
      case UNTYPED -> out.bind(text);
      case NUMBER -> cast(out, text, NUMBERS.typeOf(text));
      case BOOLEAN -> cast(out, text, "BOOLEAN");
      case INSTANT -> cast(out, text, "TIMESTAMP_TZ");
      case LOCAL_TIME -> cast(out, text, "TIMESTAMP_NTZ");
    }
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    out.write("CONVERT_TIMEZONE(" + stringLiteral(nameOf(inTimezone.zone())) + ", ");
    out.operand(inTimezone.time());
    out.write("::TIMESTAMP_TZ)::TIMESTAMP_NTZ");
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin);
    String length = Long.toString(intervals.length());
    if (intervals.ofMonths()) {
      out.write("DATEADD('month', FLOOR(DATEDIFF('month', ");
      timeLiteral(out, intervals.month());
      call(out, ", ", intervals.sinceMonth(bin.time()));
    } else {
      out.write("DATEADD('second', FLOOR(DATEDIFF('second', ");
      timeLiteral(out, intervals.origin());
      call(out, ", ", bin.time());
    }
    out.write(" / " + length + ") * " + length + ", ");
    timeLiteral(out, intervals.origin());
    out.write(")");
  }

  @Override
  void shift(SqlPrinter out, Shift shift) {
    SharedForms.shiftByCalls(
        out, shift, (unit, amount) -> "DATEADD('" + unit + "', " + amount + ", ", (_, _) -> ")");
  }

  // A full join takes equalities only.
  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    SharedForms.sameText(out, same, "VARCHAR");
  }

  @Override
  void concatenation(SqlPrinter out, List<SqlExpression> parts) {
    SharedForms.concatenationOfTexts(out, parts, " || ", "VARCHAR");
  }

  // It has no escape character unless one is named.
  @Override
  void matches(SqlPrinter out, Matches matches) {
    out.operand(matches.value());
    out.write(matches.negated() ? " NOT ILIKE (" : " ILIKE (");
    pattern(out, matches, "", "");
    out.write(") ESCAPE " + stringLiteral("\\"));
  }

  @Override
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    call(out, "APPROX_COUNT_DISTINCT(", argument);
  }

  // It has no OFFSET without a LIMIT.
  @Override
  void slice(SqlPrinter out, SqlSelect select) {
    if (select.limit().isEmpty() && select.offset().isPresent()) {
      out.line().write("LIMIT NULL");
    }
    super.slice(out, select);
  }
}
