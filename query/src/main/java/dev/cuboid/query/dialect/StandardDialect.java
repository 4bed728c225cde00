package dev.cuboid.query.dialect;

import dev.cuboid.query.QueryException;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Aggregate;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.ParameterType;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlRelation.Period;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSelect.SortKey;
import dev.cuboid.query.sql.TimeInterval;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What most databases have in common. A dialect overrides what differs. */
abstract class StandardDialect implements Dialect {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

  private static final LocalDateTime EARLIEST = LocalDateTime.of(1000, 1, 1, 0, 0);

  private final String name;

  StandardDialect(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final PrintedSql print(SqlSelect select) {
    SqlPrinter printer = new SqlPrinter(this);
    select(printer, select);
    return printer.result();
  }

  @Override
  public final PrintedSql print(SqlExpression expression) {
    SqlPrinter printer = new SqlPrinter(this);
    printer.expression(expression);
    return printer.result();
  }

  @Override
  public boolean supportsFullJoin() {
    return true;
  }

  @Override
  public PreAggregationSupport preAggregations() {
    return PreAggregationSupport.COMMON;
  }

  @Override
  public boolean supportsOuterJoinWithoutEquality() {
    return true;
  }

  @Override
  public String secondsSinceEpoch() {
    return "EXTRACT(EPOCH FROM NOW())";
  }

  @Override
  public String withoutTable() {
    return "";
  }

  /** As databases call it: none knows the {@code Z} of ISO 8601. */
  static String nameOf(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  abstract void inTimezone(SqlPrinter out, InTimezone inTimezone);

  abstract void bin(SqlPrinter out, Bin bin);

  String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** How long a name may be, in bytes. */
  int longestIdentifier() {
    return Integer.MAX_VALUE;
  }

  String placeholder(int position) {
    return "?";
  }

  String stringLiteral(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  String beforeRelationAlias() {
    return " AS ";
  }

  void select(SqlPrinter out, SqlSelect select) {
    out.write(select.distinct() ? "SELECT DISTINCT" : "SELECT");
    out.body(select);
    orderBy(out, select);
    slice(out, select);
  }

  /** Puts queries together and drops repeated rows. */
  String union() {
    return "UNION";
  }

  void groupBy(SqlPrinter out, SqlSelect select) {
    String separator = "";
    for (int position : select.groupBy()) {
      out.write(separator).write(Integer.toString(position + 1));
      separator = ", ";
    }
  }

  final void orderBy(SqlPrinter out, SqlSelect select) {
    if (select.orderBy().isEmpty()) {
      return;
    }
    out.line().write("ORDER BY ");
    String separator = "";
    for (SortKey key : select.orderBy()) {
      out.write(separator)
          .write(Integer.toString(key.column() + 1))
          .write(key.descending() ? " DESC" : " ASC");
      separator = ", ";
    }
  }

  void slice(SqlPrinter out, SqlSelect select) {
    if (select.limit().isPresent()) {
      out.line().write("LIMIT " + select.limit().getAsInt());
    }
    if (select.offset().isPresent()) {
      out.line().write("OFFSET " + select.offset().getAsInt());
    }
  }

  void periods(SqlPrinter out, List<Period> periods) {
    out.write("(VALUES ");
    String separator = "";
    for (Period period : periods) {
      out.write(separator).write("(");
      timeLiteral(out, period.from());
      out.write(", ");
      timeLiteral(out, period.to());
      out.write(")");
      separator = ", ";
    }
    out.write(")");
  }

  void periodColumns(SqlPrinter out) {
    out.write(" (").name("date_from").write(", ").name("date_to").write(")");
  }

  void timeLiteral(SqlPrinter out, LocalDateTime time) {
    out.write("TIMESTAMP ").write(stringLiteral(iso(time).replace('T', ' ')));
  }

  static String iso(LocalDateTime time) {
    return TIME.format(time);
  }

  void parameter(SqlPrinter out, Parameter parameter) {
    if (parameter.type() == ParameterType.LOCAL_TIME) {
      cast(out, parameter, "TIMESTAMP");
    } else {
      out.bind(parameter.value());
    }
  }

  static void cast(SqlPrinter out, Parameter parameter, String type) {
    out.write("CAST(");
    out.bind(parameter.value());
    out.write(" AS ").write(type).write(")");
  }

  static void cast(SqlPrinter out, String text, String type) {
    bound(out, "CAST(", text, " AS " + type + ")");
  }

  static void bound(SqlPrinter out, String opening, String text) {
    bound(out, opening, text, ")");
  }

  static void bound(SqlPrinter out, String opening, String text, String closing) {
    out.write(opening);
    out.bind(text);
    out.write(closing);
  }

  /** For types that have none. */
  static String withoutZone(String instant) {
    return instant.endsWith("Z") ? instant.substring(0, instant.length() - 1) : instant;
  }

  void comparison(SqlPrinter out, Comparison comparison) {
    out.operand(comparison.left());
    out.write(" ").write(comparison.operator().sql()).write(" ");
    out.operand(comparison.right());
  }

  void aggregate(SqlPrinter out, Aggregate aggregate) {
    switch (aggregate.function()) {
      case COUNT -> call(out, "count(", aggregate.argument());
      case COUNT_DISTINCT -> call(out, "count(DISTINCT ", aggregate.argument());
      case COUNT_DISTINCT_APPROX -> approximateCount(out, aggregate.argument());
      case SUM -> call(out, "sum(", aggregate.argument());
      case AVG -> average(out, aggregate.argument());
      case MIN -> call(out, "min(", aggregate.argument());
      case MAX -> call(out, "max(", aggregate.argument());
    }
  }

  void average(SqlPrinter out, SqlExpression argument) {
    call(out, "avg(", argument);
  }

  void approximateCount(SqlPrinter out, SqlExpression argument) {
    throw unsupported("Approximate distinct count is not supported by this DB");
  }

  static void call(SqlPrinter out, String opening, SqlExpression argument) {
    call(out, opening, argument, ")");
  }

  static void call(SqlPrinter out, String opening, SqlExpression argument, String closing) {
    out.write(opening);
    out.expression(argument);
    out.write(closing);
  }

  void sameAs(SqlPrinter out, SameAs same) {
    out.operand(same.left());
    out.write(" IS NOT DISTINCT FROM ");
    out.operand(same.right());
  }

  /** Escapes what would be a wildcard, and binds the text. */
  void matches(SqlPrinter out, Matches matches) {
    out.write("LOWER(");
    out.expression(matches.value());
    out.write(matches.negated() ? ") NOT LIKE (" : ") LIKE (");
    pattern(out, matches, "LOWER(", ")");
    out.write(") ESCAPE '\\'");
  }

  /** The pattern as a concatenation, so that only the text itself is bound. */
  static void pattern(SqlPrinter out, Matches matches, String before, String after) {
    if (matches.position() != SqlExpression.Position.START) {
      out.write("'%' || ");
    }
    out.write(before);
    out.bind(escaped(matches.text()));
    out.write(after);
    if (matches.position() != SqlExpression.Position.END) {
      out.write(" || '%'");
    }
  }

  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  void truncate(SqlPrinter out, Truncate truncate) {
    out.write("date_trunc(" + stringLiteral(truncate.granularity()) + ", ");
    out.expression(truncate.time());
    out.write(")");
  }

  void shift(SqlPrinter out, Shift shift) {
    out.operand(shift.time());
    out.write(" + INTERVAL " + stringLiteral(shift.interval().text()));
  }

  void concatenation(SqlPrinter out, List<SqlExpression> parts) {
    String separator = "";
    for (SqlExpression part : parts) {
      out.write(separator);
      out.operand(part);
      separator = " || ";
    }
  }

  void urlEncoded(SqlPrinter out, SqlExpression text) {
    throw unsupported("URL encoding is not implemented for " + name);
  }

  /** The intervals of a database that knows all years from 1000. */
  final Intervals intervals(Bin bin) {
    return intervals(bin, EARLIEST);
  }

  final Intervals intervals(Bin bin, LocalDateTime earliest) {
    return Intervals.of(bin, earliest).orElseThrow(() -> notAnInterval(bin.interval()));
  }

  final QueryException notAnInterval(TimeInterval interval) {
    return unsupported(
        "Cannot transform interval expression \"%s\" to %s dialect"
            .formatted(interval.text(), name));
  }

  static QueryException unsupported(String message) {
    return new QueryException(QueryException.Kind.USER_ERROR, message);
  }
}
