package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlSelect;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/**
 * Microsoft SQL Server 2016 and later. Times without a zone are taken as UTC.
 *
 * @see <a href="https://learn.microsoft.com/en-us/sql/t-sql/language-reference">Transact-SQL
 *     reference</a>
 */
final class SqlServerDialect extends StandardDialect {

  private static final int LONGEST_IDENTIFIER = 128;
  private static final long SECONDS_OF_A_DAY = 86_400;

  /** A Monday before all times: weeks count from Sunday there, whatever the language is. */
  private static final String FIRST_DAY = "CAST('0001-01-01' AS DATETIME2)";

  private static final NumberText NUMBERS = new NumberText("BIGINT", "DECIMAL(38, %d)", "FLOAT");

  SqlServerDialect() {
    super("mssql");
  }

  @Override
  public String secondsSinceEpoch() {
    return "DATEDIFF_BIG(second, '1970-01-01', SYSUTCDATETIME())";
  }

  @Override
  int longestIdentifier() {
    return LONGEST_IDENTIFIER;
  }

  // Without the N a text has the letters of one code page only.
  @Override
  String stringLiteral(String value) {
    String literal = super.stringLiteral(value);
    return value.chars().allMatch(character -> character < 0x80) ? literal : 'N' + literal;
  }

  @Override
  void select(SqlPrinter out, SqlSelect select) {
    out.write(select.distinct() ? "SELECT DISTINCT" : "SELECT");
    if (select.limit().isPresent() && select.offset().isEmpty()) {
      out.write(" TOP " + select.limit().getAsInt());
    }
    out.body(select);
    orderBy(out, select);
    slice(out, select);
  }

  @Override
  void slice(SqlPrinter out, SqlSelect select) {
    if (select.offset().isEmpty()) {
      return;
    }
    // It skips no rows but of an order.
    if (select.orderBy().isEmpty()) {
      out.line().write("ORDER BY 1");
    }
    SharedForms.sliceByFetch(out, select);
  }

  @Override
  void groupBy(SqlPrinter out, SqlSelect select) {
    SharedForms.groupByExpressions(out, select);
  }

  @Override
  void timeLiteral(SqlPrinter out, LocalDateTime time) {
    out.write("CAST(" + stringLiteral(iso(time)) + " AS DATETIME2)");
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
      // Not as a time with an offset: the column would be converted, and its index not be used.
      case INSTANT, LOCAL_TIME -> cast(out, withoutZone(text), "DATETIME2");
    }
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    String zone =
        WindowsZones.nameOf(inTimezone.zone())
            .orElseThrow(
                () ->
                    unsupported(
                        "SQL Server has no name for the time zone " + nameOf(inTimezone.zone())));
    call(out, "CAST(CAST(", inTimezone.time(), " AS DATETIMEOFFSET)");
    out.write(" AT TIME ZONE " + stringLiteral(zone) + " AS DATETIME2)");
  }

  // DATETRUNC came with the version of 2022, and its weeks depend on a setting.
  @Override
  void truncate(SqlPrinter out, Truncate truncate) {
    switch (truncate.granularity()) {
      case "second" -> {
        call(out, "DATEADD(nanosecond, -DATEPART(nanosecond, ", truncate.time(), "), ");
        call(out, "", truncate.time());
      }
      case "week" -> {
        call(out, "DATEADD(day, DATEDIFF(day, " + FIRST_DAY + ", ", truncate.time());
        out.write(" / 7 * 7, " + FIRST_DAY + ")");
      }
      default -> {
        String unit = truncate.granularity();
        out.write("DATEADD(" + unit + ", ");
        call(out, "DATEDIFF(" + unit + ", " + FIRST_DAY + ", ", truncate.time());
        out.write(", " + FIRST_DAY + ")");
      }
    }
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin);
    String counted = " / " + intervals.length() + " * " + intervals.length();
    if (intervals.ofMonths()) {
      out.write("DATEADD(month, DATEDIFF(month, ");
      timeLiteral(out, intervals.month());
      call(out, ", ", intervals.sinceMonth(bin.time()), ")" + counted + ", ");
      timeLiteral(out, intervals.origin());
      out.write(")");
      return;
    }
    // Days and seconds apart: an amount has 31 bits, which are 68 years of seconds.
    out.write("DATEADD(second, ");
    seconds(out, intervals, bin.time(), counted);
    out.write(" % " + SECONDS_OF_A_DAY + ", DATEADD(day, ");
    seconds(out, intervals, bin.time(), counted);
    out.write(" / " + SECONDS_OF_A_DAY + ", ");
    timeLiteral(out, intervals.origin());
    out.write("))");
  }

  private void seconds(SqlPrinter out, Intervals intervals, SqlExpression time, String counted) {
    out.write("DATEDIFF_BIG(second, ");
    timeLiteral(out, intervals.origin());
    call(out, ", ", time, ")" + counted);
  }

  @Override
  void shift(SqlPrinter out, Shift shift) {
    SharedForms.shiftByCalls(
        out, shift, (unit, amount) -> "DATEADD(" + unit + ", " + amount + ", ", (_, _) -> ")");
  }

  // IS NOT DISTINCT FROM came with the version of 2022; this is planned in the same way.
  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    call(out, "EXISTS (SELECT ", same.left(), "");
    call(out, " INTERSECT SELECT ", same.right());
  }

  @Override
  void concatenation(SqlPrinter out, List<SqlExpression> parts) {
    SharedForms.concatenationOfTexts(out, parts, " + ", "NVARCHAR(4000)");
  }

  @Override
  void matches(SqlPrinter out, Matches matches) {
    call(out, "LOWER(", matches.value());
    out.write(matches.negated() ? " NOT LIKE " : " LIKE ");
    // A bracket begins a set of characters.
    SharedForms.patternByCall(out, matches, escaped(matches.text()).replace("[", "\\["));
    out.write(" ESCAPE '\\'");
  }

  // The average of whole numbers would be a whole number.
  @Override
  void average(SqlPrinter out, SqlExpression argument) {
    out.write("avg(1.0 * ");
    out.operand(argument);
    out.write(")");
  }

  @Override
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    call(out, "APPROX_COUNT_DISTINCT(", argument);
  }
}
