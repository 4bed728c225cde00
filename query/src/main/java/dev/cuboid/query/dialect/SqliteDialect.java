package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.ParameterType;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlRelation.Period;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.TimeInterval;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/**
 * SQLite 3.46 and later. Its times are ISO texts in UTC; here they are brought into one form, in
 * which they can be compared.
 *
 * @see <a href="https://www.sqlite.org/lang_datefunc.html">Date and time functions</a>
 */
final class SqliteDialect extends StandardDialect {

  private static final String FORM = "'%Y-%m-%dT%H:%M:%f'";
  private static final String FORM_OF_A_DAY = "%Y-%m-%dT00:00:00.000";

  SqliteDialect() {
    super("sqlite");
  }

  @Override
  public String secondsSinceEpoch() {
    return "unixepoch()";
  }

  @Override
  void timeLiteral(SqlPrinter out, LocalDateTime time) {
    out.write(stringLiteral(iso(time)));
  }

  @Override
  void parameter(SqlPrinter out, Parameter parameter) {
    if (!(parameter.value() instanceof String text)) {
      out.bind(parameter.value());
      return;
    }
    switch (parameter.type()) {
      case UNTYPED, LOCAL_TIME -> out.bind(text);
      case NUMBER -> cast(out, text, "NUMERIC");
      case BOOLEAN -> out.bind(text.toLowerCase(Locale.ROOT).equals("true") ? 1 : 0);
      case INSTANT -> bound(out, "strftime(" + FORM + ", ", text);
    }
  }

  // The column's own text may have a space for the T, a Z, or no fraction.
  @Override
  void comparison(SqlPrinter out, Comparison comparison) {
    if (comparison.right() instanceof Parameter right && right.type() == ParameterType.INSTANT) {
      call(out, "strftime(" + FORM + ", ", comparison.left());
      out.write(" ").write(comparison.operator().sql()).write(" ");
      out.expression(right);
      return;
    }
    super.comparison(out, comparison);
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    out.write("strftime(" + FORM + ", ");
    out.expression(inTimezone.time());
    ZoneChanges changes = ZoneChanges.of(inTimezone.zone());
    if (changes.isFixed()) {
      out.write(changes.first() == 0 ? ")" : ", '" + seconds(changes.first()) + "')");
      return;
    }
    out.write(", CASE");
    for (ZoneChanges.Change change : changes.newestFirst()) {
      out.write(" WHEN unixepoch(");
      out.expression(inTimezone.time());
      out.write(") >= " + change.epochSecond() + " THEN '" + seconds(change.offset()) + "'");
    }
    out.write(" ELSE '" + seconds(changes.first()) + "' END)");
  }

  private static String seconds(long offset) {
    return String.format(Locale.ROOT, "%+d seconds", offset);
  }

  @Override
  void truncate(SqlPrinter out, Truncate truncate) {
    switch (truncate.granularity()) {
      case "second" -> formatted(out, "%Y-%m-%dT%H:%M:%S.000", truncate.time(), "");
      case "minute" -> formatted(out, "%Y-%m-%dT%H:%M:00.000", truncate.time(), "");
      case "hour" -> formatted(out, "%Y-%m-%dT%H:00:00.000", truncate.time(), "");
      case "day" -> formatted(out, FORM_OF_A_DAY, truncate.time(), "");
      case "week" -> formatted(out, FORM_OF_A_DAY, truncate.time(), ", 'weekday 0', '-6 days'");
      case "month" -> formatted(out, FORM_OF_A_DAY, truncate.time(), ", 'start of month'");
      case "year" -> formatted(out, FORM_OF_A_DAY, truncate.time(), ", 'start of year'");
      default -> {
        out.write("strftime('" + FORM_OF_A_DAY + "', ");
        out.expression(truncate.time());
        out.write(", 'start of month', ((strftime('%m', ");
        out.expression(truncate.time());
        out.write(") - 1) % 3 * -1) || ' months')");
      }
    }
  }

  private static void formatted(
      SqlPrinter out, String format, SqlExpression time, String modifiers) {
    call(out, "strftime('" + format + "', ", time, modifiers + ")");
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin);
    long length = intervals.length();
    if (!intervals.ofMonths()) {
      long origin = intervals.epochSecond();
      call(out, "strftime(" + FORM + ", (unixepoch(", bin.time());
      out.write(" - (" + origin + ")) / " + length + " * " + length + " + (" + origin + ")");
      out.write(", 'unixepoch')");
      return;
    }
    SqlExpression moved = intervals.sinceMonth(bin.time());
    LocalDateTime month = intervals.month();
    out.write("strftime(" + FORM + ", ");
    timeLiteral(out, intervals.origin());
    call(out, ", (((strftime('%Y', ", moved);
    call(out, " - " + month.getYear() + ") * 12 + strftime('%m', ", moved);
    out.write(" - " + month.getMonthValue() + ") / " + length + " * " + length);
    out.write(") || ' months', 'floor')");
  }

  // A month that lacks the day ends with its last, as elsewhere.
  @Override
  void shift(SqlPrinter out, Shift shift) {
    TimeInterval interval = shift.interval();
    out.write("strftime(" + FORM + ", ");
    out.expression(shift.time());
    if (interval.months() != 0) {
      out.write(", '%+d months', 'floor'".formatted(interval.months()));
    }
    if (interval.days() != 0) {
      out.write(", '%+d days'".formatted(interval.days()));
    }
    if (interval.seconds() != 0) {
      out.write(", '%+d seconds'".formatted(interval.seconds()));
    }
    out.write(")");
  }

  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    out.operand(same.left());
    out.write(" IS ");
    out.operand(same.right());
  }

  // It has no OFFSET without a LIMIT; a negative one is none.
  @Override
  void slice(SqlPrinter out, SqlSelect select) {
    if (select.limit().isEmpty() && select.offset().isPresent()) {
      out.line().write("LIMIT -1");
    }
    super.slice(out, select);
  }

  // Its VALUES cannot name their columns, and it unites 500 queries at most.
  @Override
  void periods(SqlPrinter out, List<Period> periods) {
    out.write("(SELECT column1 AS ").name("date_from").write(", column2 AS ").name("date_to");
    out.write(" FROM ");
    super.periods(out, periods);
    out.write(")");
  }

  @Override
  void periodColumns(SqlPrinter out) {
    // The columns are named where they are made.
  }
}
