package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.TimeInterval;

/** DuckDB, with its ICU extension for time zones. */
final class DuckDbDialect extends StandardDialect {

  DuckDbDialect() {
    super("duckdb");
  }

  // A bound text is a VARCHAR, and compared with a number the number would become a text.
  @Override
  void parameter(SqlPrinter out, Parameter parameter) {
    if (!(parameter.value() instanceof String text)) {
      out.bind(parameter.value());
      return;
    }
    switch (parameter.type()) {
      case UNTYPED -> out.bind(text);
      case NUMBER ->
          cast(out, parameter, NumberForm.of(text) == NumberForm.WHOLE ? "BIGINT" : "DOUBLE");
      case BOOLEAN -> cast(out, parameter, "BOOLEAN");
      case INSTANT -> cast(out, parameter, "TIMESTAMPTZ");
      case LOCAL_TIME -> cast(out, parameter, "TIMESTAMP");
    }
  }

  @Override
  void inTimezone(SqlPrinter out, InTimezone inTimezone) {
    out.write("timezone(" + stringLiteral(nameOf(inTimezone.zone())) + ", ");
    out.operand(inTimezone.time());
    out.write("::timestamptz)");
  }

  // Unlike PostgreSQL's, its ILIKE has no escape character unless one is named.
  @Override
  void matches(SqlPrinter out, Matches matches) {
    out.operand(matches.value());
    out.write(matches.negated() ? " NOT ILIKE " : " ILIKE ");
    out.write("(");
    pattern(out, matches, "", "");
    out.write(") ESCAPE '\\'");
  }

  @Override
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    call(out, "approx_count_distinct(", argument);
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    TimeInterval interval = bin.interval();
    if (interval.months() != 0 && !interval.ofMonths()) {
      throw notAnInterval(interval);
    }
    out.write("time_bucket(INTERVAL " + stringLiteral(interval.text()) + ", ");
    out.expression(bin.time());
    out.write(", ");
    timeLiteral(out, bin.origin());
    out.write(")");
  }

  @Override
  void urlEncoded(SqlPrinter out, SqlExpression text) {
    call(out, "url_encode(", text);
  }
}
