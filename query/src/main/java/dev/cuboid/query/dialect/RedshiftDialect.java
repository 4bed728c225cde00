package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlRelation.Period;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Amazon Redshift, which comes from a PostgreSQL of 2005 and lacks what came later.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/redshift/latest/dg/c_redshift-and-postgres-sql.html">Amazon
 *     Redshift and PostgreSQL</a>
 */
final class RedshiftDialect extends PostgresDialect {

  private static final int LONGEST_IDENTIFIER = 127;

  RedshiftDialect() {
    super("redshift");
  }

  // Its sketches cannot be taken out of it.
  @Override
  public PreAggregationSupport preAggregations() {
    return PreAggregationSupport.COMMON;
  }

  @Override
  public String secondsSinceEpoch() {
    return "EXTRACT(EPOCH FROM GETDATE())";
  }

  @Override
  int longestIdentifier() {
    return LONGEST_IDENTIFIER;
  }

  // A full join takes equalities only. Without a length a text is cut after 256 bytes.
  @Override
  void sameAs(SqlPrinter out, SameAs same) {
    SharedForms.sameText(out, same, "VARCHAR(65535)");
  }

  @Override
  void approximateCount(SqlPrinter out, SqlExpression argument) {
    call(out, "APPROXIMATE count(DISTINCT ", argument);
  }

  @Override
  void bin(SqlPrinter out, Bin bin) {
    Intervals intervals = intervals(bin);
    String counted = " / " + intervals.length() + ") * " + intervals.length();
    if (!intervals.ofMonths()) {
      long origin = intervals.epochSecond();
      call(out, "TIMESTAMP 'epoch' + (FLOOR((EXTRACT(epoch FROM ", bin.time());
      out.write(" - (" + origin + "))" + counted + " + (" + origin + ")) * INTERVAL '1 second'");
      return;
    }
    SqlExpression moved = intervals.sinceMonth(bin.time());
    LocalDateTime month = intervals.month();
    call(out, "DATEADD('month', CAST(FLOOR(((EXTRACT(year FROM ", moved);
    call(out, " - " + month.getYear() + ") * 12 + EXTRACT(month FROM ", moved);
    out.write(" - " + month.getMonthValue() + ")" + counted + " AS INTEGER), ");
    timeLiteral(out, intervals.origin());
    out.write(")");
  }

  // Its intervals have no months.
  @Override
  void shift(SqlPrinter out, Shift shift) {
    SharedForms.shiftByCalls(
        out, shift, (unit, amount) -> "DATEADD('" + unit + "', " + amount + ", ", (_, _) -> ")");
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
