package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.StringLiteral;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlRelation.Period;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.TimeInterval;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/**
 * Oracle Database 12.2 and later. Times without a zone are taken as the session's, which is to be
 * UTC.
 *
 * @see <a href="https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/">SQL Language
 *     Reference</a>
 */
final class OracleDialect extends StandardDialect {

  private static final int LONGEST_IDENTIFIER = 128;
  private static final String WITHOUT_TABLE = " FROM DUAL";

  private static final NumberText NUMBERS =
      new NumberText("NUMBER(38)", "NUMBER(38, %d)", "BINARY_DOUBLE");

  OracleDialect() {
    super("oracle");
  }

  // Cube's text says 64 all the same.
  @Override
  public PreAggregationSupport preAggregations() {
    return PreAggregationSupport.COMMON.withNameLimit("Oracle", 128);
  }

  @Override
  public String secondsSinceEpoch() {
    return "(CAST(SYS_EXTRACT_UTC(SYSTIMESTAMP) AS DATE) - DATE '1970-01-01') * 86400";
  }

  @Override
  public String withoutTable() {
    return WITHOUT_TABLE;
  }

  @Override
  int longestIdentifier() {
    return LONGEST_IDENTIFIER;
  }

  // AS is refused there.
  @Override
  String beforeRelationAlias() {
    return " ";
  }

  @Override
  void groupBy(SqlPrinter out, SqlSelect select) {
    SharedForms.groupByExpressions(out, select);
  }

  @Override
  void slice(SqlPrinter out, SqlSelect select) {
    SharedForms.sliceByFetch(out, select);
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
      case BOOLEAN -> out.bind(text.toLowerCase(Locale.ROOT).equals("true") ? 1 : 0);
      case INSTANT, LOCAL_TIME ->
          bound(out, "TO_TIMESTAMP(", withoutZone(text), ", 'YYYY-MM-DD\"T\"HH24:MI:SS.FF')");
    }
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    String zone = stringLiteral(nameOf(inTimezone.zone()));
    out.write("CAST(");
    call(out, "CAST(", inTimezone.time(), " AS TIMESTAMP WITH TIME ZONE)");
    out.write(" AT TIME ZONE " + zone + " AS TIMESTAMP)");
  }

  // Truncated it is a DATE, which would be compared and printed otherwise.
  @Override
  void truncate(SqlPrinter out, Truncate truncate) {
    if (truncate.granularity().equals("second")) {
      call(out, "CAST(TRUNC(", truncate.time(), ", 'MI')");
      call(out, " + NUMTODSINTERVAL(FLOOR(EXTRACT(SECOND FROM ", truncate.time());
      out.write("), 'SECOND') AS TIMESTAMP)");
      return;
    }
    String format =
        switch (truncate.granularity()) {
          case "minute" -> "MI";
          case "hour" -> "HH24";
          case "day" -> "DD";
          case "week" -> "IW";
          case "month" -> "MM";
          case "quarter" -> "Q";
          default -> "YYYY";
        };
    call(out, "CAST(TRUNC(", truncate.time(), ", '" + format + "') AS TIMESTAMP)");
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin);
    String counted = " / " + intervals.length() + ") * " + intervals.length();
    if (!intervals.ofMonths()) {
      LocalDateTime origin = intervals.origin();
      timeLiteral(out, origin);
      call(out, " + NUMTODSINTERVAL(FLOOR(((TRUNC(", bin.time());
      out.write(" - DATE '" + origin.toLocalDate() + "') * 86400");
      call(out, " + TO_NUMBER(TO_CHAR(", bin.time(), ", 'SSSSS'))");
      out.write(" - " + origin.toLocalTime().toSecondOfDay() + ")" + counted + ", 'SECOND')");
      return;
    }
    SqlExpression moved = intervals.sinceMonth(bin.time());
    LocalDateTime month = intervals.month();
    // From the first of a month: what ADD_MONTHS is given of a month's last day it makes a last
    // day.
    out.write("CAST(ADD_MONTHS(DATE '" + month.toLocalDate() + "', ");
    call(out, "FLOOR(((EXTRACT(YEAR FROM ", moved);
    call(out, " - " + month.getYear() + ") * 12 + EXTRACT(MONTH FROM ", moved);
    out.write(" - " + month.getMonthValue() + ")" + counted + ") AS TIMESTAMP)");
    out.write(" + NUMTODSINTERVAL(" + intervals.secondsSinceMonth() + ", 'SECOND')");
  }

  @Override
  void shift(SqlPrinter out, Shift shift) {
    TimeInterval interval = shift.interval();
    if (interval.months() == 0) {
      out.operand(shift.time());
    } else {
      monthsAdded(out, shift.time(), interval.months());
    }
    added(out, interval.days(), "DAY");
    added(out, interval.seconds(), "SECOND");
  }

  private static void added(SqlPrinter out, long amount, String unit) {
    if (amount != 0) {
      out.write(" + NUMTODSINTERVAL(" + amount + ", '" + unit + "')");
    }
  }

  // ADD_MONTHS makes a month's last day of a month's last day, also of a shorter month's, and drops
  // the fraction of the second; an interval of months refuses days that a month lacks.
  private static void monthsAdded(SqlPrinter out, SqlExpression time, long months) {
    call(out, "CAST(LEAST(ADD_MONTHS(TRUNC(", time, "), " + months + "), ");
    call(out, "ADD_MONTHS(TRUNC(", time, ", 'MM'), " + months + ")");
    call(out, " + (TRUNC(", time);
    call(out, " - TRUNC(", time, ", 'MM'))) AS TIMESTAMP) + (");
    out.operand(time);
    call(out, " - CAST(TRUNC(", time, ") AS TIMESTAMP))");
  }

  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    out.write("DECODE(");
    out.expression(same.left());
    out.write(", ");
    out.expression(same.right());
    out.write(", 1, 0) = 1");
  }

  // A null is an empty text there, and the whole would not be null.
  @Override
  void concatenation(SqlPrinter out, List<SqlExpression> parts) {
    out.write("CASE WHEN ");
    String separator = "";
    for (SqlExpression part : parts) {
      if (!(part instanceof StringLiteral)) {
        out.write(separator);
        out.operand(part);
        out.write(" IS NOT NULL");
        separator = " AND ";
      }
    }
    out.write(" THEN ");
    super.concatenation(out, parts);
    out.write(" END");
  }

  @Override
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    call(out, "APPROX_COUNT_DISTINCT(", argument);
  }

  @Override
  void periods(SqlPrinter out, List<Period> periods) {
    SharedForms.periodsByUnion(this, out, periods, WITHOUT_TABLE);
  }

  @Override
  void periodColumns(SqlPrinter out) {
    // The columns are named where they are made.
  }
}
