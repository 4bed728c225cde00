package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.Position;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlRelation.Period;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * ClickHouse 24.8 and later, with {@code join_use_nulls = 1}: without it a join makes zeros and
 * empty texts of what has no partner. Local times are labelled as UTC.
 *
 * @see <a href="https://clickhouse.com/docs/sql-reference/functions/date-time-functions">Functions
 *     for dates and times</a>
 */
final class ClickHouseDialect extends StandardDialect {

  /** The first time of its {@code DateTime64}. */
  private static final LocalDateTime EARLIEST = LocalDateTime.of(1900, 1, 1, 0, 0);

  private static final NumberText NUMBERS = new NumberText("Int64", "Decimal(38, %d)", "Float64");

  ClickHouseDialect() {
    super("clickhouse");
  }

  @Override
  public PreAggregationSupport preAggregations() {
    return PreAggregationSupport.COMMON.onlyWithIndexes();
  }

  @Override
  public boolean supportsOuterJoinWithoutEquality() {
    return false;
  }

  @Override
  public String secondsSinceEpoch() {
    return "toUnixTimestamp(now())";
  }

  @Override
  String quoted(String identifier) {
    return '`' + identifier.replace("\\", "\\\\").replace("`", "\\`") + '`';
  }

  // A backslash escapes inside of its strings.
  @Override
  String stringLiteral(String value) {
    return super.stringLiteral(value.replace("\\", "\\\\"));
  }

  @Override
  void timeLiteral(SqlPrinter out, LocalDateTime time) {
    out.write("toDateTime64(" + stringLiteral(iso(time).replace('T', ' ')) + ", 3, 'UTC')");
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
      case INSTANT, LOCAL_TIME -> {
        bound(out, "parseDateTime64BestEffort(", text, ", 3, 'UTC')");
      }
    }
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    boolean utc = inTimezone.zone().normalized().equals(ZoneOffset.UTC);
    out.write(utc ? "" : "addSeconds(");
    inZone(out, inTimezone.time(), "UTC");
    if (!utc) {
      out.write(", timeZoneOffset(");
      inZone(out, inTimezone.time(), nameOf(inTimezone.zone()));
      out.write("))");
    }
  }

  private void inZone(SqlPrinter out, SqlExpression time, String zone) {
    call(out, "toDateTime64(", time, ", 3, " + stringLiteral(zone) + ")");
  }

  // Some of its truncations are dates.
  @Override
  void truncate(SqlPrinter out, Truncate truncate) {
    out.write("toDateTime64(");
    super.truncate(out, truncate);
    out.write(", 3, 'UTC')");
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin, EARLIEST);
    String length = Long.toString(intervals.length());
    out.write(intervals.ofMonths() ? "addMonths(" : "addSeconds(");
    timeLiteral(out, intervals.origin());
    out.write(", intDiv(age(" + (intervals.ofMonths() ? "'month'" : "'second'") + ", ");
    timeLiteral(out, intervals.origin());
    out.write(", ");
    out.expression(bin.time());
    out.write("), " + length + ") * " + length + ")");
  }

  @Override
  void shift(SqlPrinter out, Shift shift) {
    SharedForms.shiftByCalls(
        out,
        shift,
        (unit, _) ->
            switch (unit) {
              case "month" -> "addMonths(";
              case "day" -> "addDays(";
              default -> "addSeconds(";
            },
        (_, amount) -> ", " + amount + ")");
  }

  @Override
  void concatenation(SqlPrinter out, List<SqlExpression> parts) {
    out.write("concat(");
    out.separated(parts, ", ");
    out.write(")");
  }

  @Override
  void matches(SqlPrinter out, Matches matches) {
    out.operand(matches.value());
    out.write(matches.negated() ? " NOT ILIKE concat(" : " ILIKE concat(");
    out.write(matches.position() == Position.START ? "" : "'%', ");
    out.bind(escaped(matches.text()));
    out.write(matches.position() == Position.END ? ")" : ", '%')");
  }

  @Override
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    call(out, "uniq(", argument);
  }

  @Override
  void urlEncoded(SqlPrinter out, SqlExpression text) {
    call(out, "encodeURLComponent(", text);
  }

  @Override
  void periods(SqlPrinter out, List<Period> periods) {
    out.write("(SELECT period.1 AS ").name("date_from").write(", period.2 AS ").name("date_to");
    out.write(" FROM (SELECT arrayJoin([");
    String separator = "";
    for (Period period : periods) {
      out.write(separator).write("(");
      timeLiteral(out, period.from());
      out.write(", ");
      timeLiteral(out, period.to());
      out.write(")");
      separator = ", ";
    }
    out.write("]) AS period))");
  }

  @Override
  void periodColumns(SqlPrinter out) {
    // The columns are named where they are made.
  }
}
