package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlSelect;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Trino, Athena and Presto. Times without a zone are taken as the session's, which is to be UTC.
 *
 * @see <a href="https://trino.io/docs/current/functions/datetime.html">Date and time functions</a>
 */
final class TrinoDialect extends StandardDialect {

  private static final NumberText NUMBERS = new NumberText("BIGINT", "DECIMAL(38, %d)", "DOUBLE");

  private final String timestamp;
  private final DateTimeFormatter literal;

  private TrinoDialect(String name, String timestamp, String fraction) {
    super(name);
    this.timestamp = timestamp;
    this.literal = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss." + fraction);
  }

  /** Trino, and Athena's third engine, which is made from it. */
  static TrinoDialect trino(String name) {
    // Without a precision it is rounded to milliseconds, the last of a day to the next day.
    return new TrinoDialect(name, "TIMESTAMP(6)", "SSSSSS");
  }

  /** Presto knows milliseconds only. */
  static TrinoDialect presto(String name) {
    return new TrinoDialect(name, "TIMESTAMP", "SSS");
  }

  @Override
  public PreAggregationSupport preAggregations() {
    return PreAggregationSupport.COMMON.withApproximateCounts();
  }

  @Override
  public String secondsSinceEpoch() {
    return "to_unixtime(now())";
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
      case INSTANT -> bound(out, "from_iso8601_timestamp(", text);
      case LOCAL_TIME -> cast(out, text.replace('T', ' '), timestamp);
    }
  }

  // With the precision of other times: as texts, which are compared, they would differ.
  @Override
  void timeLiteral(SqlPrinter out, LocalDateTime time) {
    out.write("TIMESTAMP ").write(stringLiteral(literal.format(time)));
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    out.write("CAST(CAST(");
    out.expression(inTimezone.time());
    out.write(" AS " + timestamp + " WITH TIME ZONE) AT TIME ZONE ")
        .write(stringLiteral(nameOf(inTimezone.zone())))
        .write(" AS " + timestamp + ")");
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin);
    if (intervals.ofMonths()) {
      out.write("date_add('month', ");
      counted(out, "month", intervals, bin.time());
      out.write(", ");
      timeLiteral(out, intervals.origin());
      out.write(")");
      return;
    }
    // As an interval: date_add takes no more than 2^31.
    timeLiteral(out, intervals.origin());
    out.write(" + ");
    counted(out, "second", intervals, bin.time());
    out.write(" * INTERVAL '1' SECOND");
  }

  private void counted(SqlPrinter out, String unit, Intervals intervals, SqlExpression time) {
    out.write("date_diff('" + unit + "', ");
    timeLiteral(out, intervals.origin());
    call(out, ", ", time);
    out.write(" / " + intervals.length() + " * " + intervals.length());
  }

  @Override
  void shift(SqlPrinter out, Shift shift) {
    SharedForms.shiftByCalls(
        out, shift, (unit, amount) -> "date_add('" + unit + "', " + amount + ", ", (_, _) -> ")");
  }

  // A full join takes equalities only, and these are hashed.
  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    SharedForms.sameText(out, same, "VARCHAR");
  }

  @Override
  void concatenation(SqlPrinter out, List<SqlExpression> parts) {
    SharedForms.concatenationOfTexts(out, parts, " || ", "VARCHAR");
  }

  @Override
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    call(out, "approx_distinct(", argument);
  }

  @Override
  void urlEncoded(SqlPrinter out, SqlExpression text) {
    call(out, "url_encode(", text);
  }

  // The only one that wants the offset first.
  @Override
  void slice(SqlPrinter out, SqlSelect select) {
    if (select.offset().isPresent()) {
      out.line().write("OFFSET " + select.offset().getAsInt());
    }
    if (select.limit().isPresent()) {
      out.line().write("LIMIT " + select.limit().getAsInt());
    }
  }
}
