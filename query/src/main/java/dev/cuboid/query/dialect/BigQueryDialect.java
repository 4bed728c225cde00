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
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/**
 * BigQuery's GoogleSQL. Points on the time line are its {@code TIMESTAMP}, local times its {@code
 * DATETIME}.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax">Query
 *     syntax</a>
 */
final class BigQueryDialect extends StandardDialect {

  private static final int LONGEST_IDENTIFIER = 300;

  private static final NumberText NUMBERS = new NumberText("INT64", "BIGNUMERIC", "FLOAT64");

  BigQueryDialect() {
    super("bigquery");
  }

  @Override
  public PreAggregationSupport preAggregations() {
    return PreAggregationSupport.COMMON.withApproximateCounts();
  }

  @Override
  public boolean supportsOuterJoinWithoutEquality() {
    return false;
  }

  @Override
  public String secondsSinceEpoch() {
    return "UNIX_SECONDS(CURRENT_TIMESTAMP())";
  }

  @Override
  int longestIdentifier() {
    return LONGEST_IDENTIFIER;
  }

  @Override
  String quoted(String identifier) {
    return '`' + identifier.replace("\\", "\\\\").replace("`", "\\`") + '`';
  }

  // A doubled quote would be two strings, and a string ends with its line.
  @Override
  String stringLiteral(String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r");
    return '\'' + escaped + '\'';
  }

  // Whether repeated rows are dropped has to be said.
  @Override
  String union() {
    return "UNION DISTINCT";
  }

  @Override
  void timeLiteral(SqlPrinter out, LocalDateTime time) {
    out.write("DATETIME ").write(stringLiteral(iso(time).replace('T', ' ')));
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
      case BOOLEAN -> cast(out, text, "BOOL");
      case INSTANT -> bound(out, "TIMESTAMP(", text);
      case LOCAL_TIME -> cast(out, text, "DATETIME");
    }
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    String zone = stringLiteral(nameOf(inTimezone.zone()));
    call(out, "DATETIME(TIMESTAMP(", inTimezone.time(), "), " + zone + ")");
  }

  @Override
  void truncate(SqlPrinter out, Truncate truncate) {
    String unit = truncate.granularity().toUpperCase(Locale.ROOT);
    call(out, "DATETIME_TRUNC(", truncate.time(), ", ");
    out.write(unit.equals("WEEK") ? "WEEK(MONDAY)" : unit).write(")");
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin);
    String unit = intervals.ofMonths() ? "MONTH" : "SECOND";
    out.write("DATETIME_ADD(");
    timeLiteral(out, intervals.origin());
    out.write(", INTERVAL DIV(DATETIME_DIFF(");
    if (intervals.ofMonths()) {
      out.expression(intervals.sinceMonth(bin.time()));
      out.write(", ");
      timeLiteral(out, intervals.month());
    } else {
      out.expression(bin.time());
      out.write(", ");
      timeLiteral(out, intervals.origin());
    }
    out.write(", " + unit + "), " + intervals.length() + ") * " + intervals.length());
    out.write(" " + unit + ")");
  }

  @Override
  void shift(SqlPrinter out, Shift shift) {
    SharedForms.shiftByCalls(
        out,
        shift,
        (_, _) -> "DATETIME_ADD(",
        (unit, amount) -> ", INTERVAL " + amount + " " + unit.toUpperCase(Locale.ROOT) + ")");
  }

  // A full join takes equalities only.
  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    SharedForms.sameText(out, same, "STRING");
  }

  @Override
  void concatenation(SqlPrinter out, List<SqlExpression> parts) {
    SharedForms.concatenationOfTexts(out, parts, " || ", "STRING");
  }

  // A backslash escapes, and no other character can be named for it.
  @Override
  void matches(SqlPrinter out, Matches matches) {
    call(out, "LOWER(", matches.value());
    out.write(matches.negated() ? " NOT LIKE " : " LIKE ");
    SharedForms.patternByCall(out, matches, escaped(matches.text()));
  }

  @Override
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    call(out, "APPROX_COUNT_DISTINCT(", argument);
  }

  // It has no OFFSET without a LIMIT; this is the largest limit there is.
  @Override
  void slice(SqlPrinter out, SqlSelect select) {
    if (select.limit().isEmpty() && select.offset().isPresent()) {
      out.line().write("LIMIT 9223372036854775807");
    }
    super.slice(out, select);
  }

  @Override
  void periods(SqlPrinter out, List<Period> periods) {
    out.write("UNNEST(ARRAY<STRUCT<").name("date_from").write(" DATETIME, ");
    out.name("date_to").write(" DATETIME>>[");
    String separator = "";
    for (Period period : periods) {
      out.write(separator).write("(");
      timeLiteral(out, period.from());
      out.write(", ");
      timeLiteral(out, period.to());
      out.write(")");
      separator = ", ";
    }
    out.write("])");
  }

  @Override
  void periodColumns(SqlPrinter out) {
    // The columns are named where they are made.
  }
}
