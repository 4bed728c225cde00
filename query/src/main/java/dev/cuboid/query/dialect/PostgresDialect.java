package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.TimeInterval;
import java.time.LocalDateTime;

/** PostgreSQL 14 and later. */
class PostgresDialect extends StandardDialect {

  PostgresDialect(String name) {
    super(name);
  }

  @Override
  public PreAggregationSupport preAggregations() {
    return PreAggregationSupport.COMMON.withApproximateCounts();
  }

  // What is longer it cuts off, so that two names may become one.
  @Override
  int longestIdentifier() {
    return 63;
  }

  @Override
  String placeholder(int position) {
    return "$" + position;
  }

  @Override
  void parameter(SqlPrinter out, Parameter parameter) {
    switch (parameter.type()) {
      case INSTANT -> bound(out, parameter, "::timestamptz");
      case LOCAL_TIME -> bound(out, parameter, "::timestamp");
      // The server infers the type from what the value is compared with.
      case UNTYPED, NUMBER, BOOLEAN -> out.bind(parameter.value());
    }
  }

  private static void bound(SqlPrinter out, Parameter parameter, String cast) {
    out.bind(parameter.value());
    out.write(cast);
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    out.write("(");
    out.operand(inTimezone.time());
    out.write("::timestamptz AT TIME ZONE ")
        .write(stringLiteral(nameOf(inTimezone.zone())))
        .write(")");
  }

  // IS NOT DISTINCT FROM and OR are neither hashed nor merged, and FULL JOIN refuses them; arrays
  // are, and equal nulls in them are equal.
  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    out.write("ARRAY[");
    out.expression(same.left());
    out.write("] = ARRAY[");
    out.expression(same.right());
    out.write("]");
  }

  @Override
  void matches(SqlPrinter out, Matches matches) {
    out.operand(matches.value());
    out.write(matches.negated() ? " NOT ILIKE " : " ILIKE ");
    pattern(out, matches, "", "");
  }

  @Override
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    out.write("round(hll_cardinality(hll_add_agg(hll_hash_any(");
    out.expression(argument);
    out.write("))))");
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    TimeInterval interval = bin.interval();
    if (interval.months() == 0) {
      out.write("date_bin(INTERVAL " + stringLiteral(interval.text()) + ", ");
      out.expression(bin.time());
      out.write(", ");
      timeLiteral(out, bin.origin());
      out.write(")");
    } else if (interval.ofMonths()) {
      monthBin(out, bin);
    } else {
      throw notAnInterval(interval);
    }
  }

  // date_bin refuses months: whole months since the origin's month are counted instead, after the
  // time was moved back by the origin's distance from the start of its month.
  private void monthBin(SqlPrinter out, Bin bin) {
    long months = bin.interval().months();
    LocalDateTime month = bin.origin().toLocalDate().withDayOfMonth(1).atStartOfDay();
    TimeInterval within =
        new TimeInterval(
            0, bin.origin().getDayOfMonth() - 1L, bin.origin().toLocalTime().toSecondOfDay());
    SqlExpression moved =
        within.equals(new TimeInterval(0, 0, 0))
            ? bin.time()
            : new SqlExpression.Shift(bin.time(), within.negated());
    timeLiteral(out, bin.origin());
    out.write(" + INTERVAL '" + months + " months' * floor(((extract(year FROM ");
    out.expression(moved);
    out.write(") - " + month.getYear() + ") * 12 + extract(month FROM ");
    out.expression(moved);
    out.write(") - " + month.getMonthValue() + ") / " + months + ")");
  }
}
