package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.TimeInterval;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Databricks, and Spark 3.4 and later. Local times are its {@code TIMESTAMP} in a session whose
 * time zone is UTC, so that no local time is missing or doubled.
 *
 * @see <a href="https://docs.databricks.com/aws/en/sql/language-manual/">SQL language reference</a>
 */
final class DatabricksDialect extends StandardDialect {

  private static final int LONGEST_IDENTIFIER = 255;

  private static final NumberText NUMBERS = new NumberText("BIGINT", "DECIMAL(38, %d)", "DOUBLE");

  DatabricksDialect() {
    super("databricks-jdbc");
  }

  @Override
  public String secondsSinceEpoch() {
    return "unix_timestamp()";
  }

  @Override
  int longestIdentifier() {
    return LONGEST_IDENTIFIER;
  }

  @Override
  String quoted(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  // A doubled quote would be two strings, which are put together without it.
  @Override
  String stringLiteral(String value) {
    return '\'' + value.replace("\\", "\\\\").replace("'", "\\'") + '\'';
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
      case INSTANT, LOCAL_TIME -> cast(out, text, "TIMESTAMP");
    }
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    String zone = stringLiteral(nameOf(inTimezone.zone()));
    call(out, "from_utc_timestamp(", inTimezone.time(), ", " + zone + ")");
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin);
    String counted = " DIV " + intervals.length() + " * " + intervals.length();
    if (!intervals.ofMonths()) {
      long origin = intervals.epochSecond();
      call(out, "timestamp_seconds((unix_timestamp(", bin.time());
      out.write(" - (" + origin + "))" + counted + " + (" + origin + "))");
      return;
    }
    SqlExpression moved = intervals.sinceMonth(bin.time());
    LocalDateTime month = intervals.month();
    timeLiteral(out, intervals.origin());
    call(out, " + make_ym_interval(0, CAST(((year(", moved);
    call(out, " - " + month.getYear() + ") * 12 + month(", moved);
    out.write(" - " + month.getMonthValue() + ")" + counted + " AS INT))");
  }

  @Override
  void shift(SqlPrinter out, Shift shift) {
    TimeInterval interval = shift.interval();
    out.operand(shift.time());
    added(out, interval.months(), "MONTH");
    added(out, interval.days(), "DAY");
    added(out, interval.seconds(), "SECOND");
  }

  private static void added(SqlPrinter out, long amount, String unit) {
    if (amount != 0) {
      out.write(" + INTERVAL '" + amount + "' " + unit);
    }
  }

  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    out.operand(same.left());
    out.write(" <=> ");
    out.operand(same.right());
  }

  @Override
  void concatenation(SqlPrinter out, List<SqlExpression> parts) {
    out.write("concat(");
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
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    call(out, "approx_count_distinct(", argument);
  }

  @Override
  void urlEncoded(SqlPrinter out, SqlExpression text) {
    call(out, "url_encode(", text);
  }
}
