package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlRelation.Period;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.TimeInterval;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * MySQL 8 and MariaDB 10.6, and later. Their times have no zone and are taken as UTC; other zones
 * need the server's time zone tables.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/time-zone-support.html">Time zone
 *     support</a>
 */
final class MySqlDialect extends StandardDialect {

  MySqlDialect() {
    super("mysql");
  }

  @Override
  public PreAggregationSupport preAggregations() {
    return PreAggregationSupport.COMMON.withNameLimit("MySQL", 64);
  }

  @Override
  public boolean supportsFullJoin() {
    return false;
  }

  @Override
  public String secondsSinceEpoch() {
    return "UNIX_TIMESTAMP()";
  }

  @Override
  String quoted(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  // A backslash escapes inside of its strings.
  @Override
  String stringLiteral(String value) {
    return super.stringLiteral(value.replace("\\", "\\\\"));
  }

  // It has no OFFSET without a LIMIT; this is the largest limit there is.
  @Override
  void slice(SqlPrinter out, SqlSelect select) {
    if (select.limit().isEmpty() && select.offset().isPresent()) {
      out.line().write("LIMIT 18446744073709551615");
    }
    super.slice(out, select);
  }

  @Override
  void parameter(SqlPrinter out, Parameter parameter) {
    if (!(parameter.value() instanceof String text)) {
      out.bind(parameter.value());
      return;
    }
    switch (parameter.type()) {
      case UNTYPED -> out.bind(text);
      // A text that is compared with a number becomes a floating-point number.
      case NUMBER -> cast(out, parameter, "DECIMAL(65, 20)");
      case BOOLEAN -> out.bind(text.toLowerCase(Locale.ROOT).equals("true") ? 1 : 0);
      case INSTANT -> cast(out, new Parameter(withoutZone(text), parameter.type()), "DATETIME(6)");
      case LOCAL_TIME -> cast(out, parameter, "DATETIME(6)");
    }
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    if (inTimezone.zone().normalized().equals(ZoneOffset.UTC)) {
      call(out, "TIMESTAMP(", inTimezone.time());
      return;
    }
    out.write("CONVERT_TZ(");
    out.expression(inTimezone.time());
    out.write(", '+00:00', " + stringLiteral(nameOf(inTimezone.zone())) + ")");
  }

  @Override
  void truncate(SqlPrinter out, Truncate truncate) {
    switch (truncate.granularity()) {
      case "second" -> formatted(out, truncate.time(), "%Y-%m-%d %H:%i:%s");
      case "minute" -> formatted(out, truncate.time(), "%Y-%m-%d %H:%i:00");
      case "hour" -> formatted(out, truncate.time(), "%Y-%m-%d %H:00:00");
      case "day" -> formatted(out, truncate.time(), "%Y-%m-%d 00:00:00");
      case "month" -> formatted(out, truncate.time(), "%Y-%m-01 00:00:00");
      case "year" -> formatted(out, truncate.time(), "%Y-01-01 00:00:00");
      case "week" -> {
        out.write("TIMESTAMP(DATE(");
        out.expression(truncate.time());
        out.write(") - INTERVAL WEEKDAY(");
        out.expression(truncate.time());
        out.write(") DAY)");
      }
      default -> {
        out.write("TIMESTAMP(MAKEDATE(YEAR(");
        out.expression(truncate.time());
        out.write("), 1) + INTERVAL QUARTER(");
        out.expression(truncate.time());
        out.write(") - 1 QUARTER)");
      }
    }
  }

  private void formatted(SqlPrinter out, SqlExpression time, String format) {
    out.write("CAST(DATE_FORMAT(");
    out.expression(time);
    out.write(", " + stringLiteral(format) + ") AS DATETIME)");
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin);
    String unit = intervals.ofMonths() ? "MONTH" : "SECOND";
    long length = intervals.length();
    timeLiteral(out, intervals.origin());
    out.write(" + INTERVAL FLOOR(TIMESTAMPDIFF(" + unit + ", ");
    timeLiteral(out, intervals.origin());
    out.write(", ");
    out.expression(bin.time());
    out.write(") / " + length + ") * " + length + " " + unit);
  }

  @Override
  void shift(SqlPrinter out, Shift shift) {
    TimeInterval interval = shift.interval();
    out.operand(shift.time());
    out.write(" + INTERVAL " + interval.months() + " MONTH");
    if (interval.days() != 0) {
      out.write(" + INTERVAL " + interval.days() + " DAY");
    }
    if (interval.seconds() != 0) {
      out.write(" + INTERVAL " + interval.seconds() + " SECOND");
    }
  }

  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    out.operand(same.left());
    out.write(" <=> ");
    out.operand(same.right());
  }

  // Unless a server is told otherwise, || is a logical or.
  @Override
  void concatenation(SqlPrinter out, List<SqlExpression> parts) {
    out.write("CONCAT(");
    out.separated(parts, ", ");
    out.write(")");
  }

  @Override
  void matches(SqlPrinter out, Matches matches) {
    call(out, "LOWER(", matches.value());
    out.write(matches.negated() ? " NOT LIKE " : " LIKE ");
    SharedForms.patternByCall(out, matches, escaped(matches.text()));
  }

  @Override
  void periods(SqlPrinter out, List<Period> periods) {
    SharedForms.periodsByUnion(this, out, periods, "");
  }

  @Override
  void periodColumns(SqlPrinter out) {
    // The columns are named where they are made.
  }
}
