package dev.cuboid.query.dialect;

import dev.cuboid.query.sql.SqlColumn;
import dev.cuboid.query.sql.SqlExpression;
import dev.cuboid.query.sql.SqlExpression.Aggregate;
import dev.cuboid.query.sql.SqlExpression.All;
import dev.cuboid.query.sql.SqlExpression.Any;
import dev.cuboid.query.sql.SqlExpression.Bin;
import dev.cuboid.query.sql.SqlExpression.Case;
import dev.cuboid.query.sql.SqlExpression.Coalesce;
import dev.cuboid.query.sql.SqlExpression.Column;
import dev.cuboid.query.sql.SqlExpression.Comparison;
import dev.cuboid.query.sql.SqlExpression.Concatenation;
import dev.cuboid.query.sql.SqlExpression.CountRows;
import dev.cuboid.query.sql.SqlExpression.In;
import dev.cuboid.query.sql.SqlExpression.InTimezone;
import dev.cuboid.query.sql.SqlExpression.IsNull;
import dev.cuboid.query.sql.SqlExpression.Matches;
import dev.cuboid.query.sql.SqlExpression.Operand;
import dev.cuboid.query.sql.SqlExpression.Over;
import dev.cuboid.query.sql.SqlExpression.Parameter;
import dev.cuboid.query.sql.SqlExpression.Rank;
import dev.cuboid.query.sql.SqlExpression.RelationName;
import dev.cuboid.query.sql.SqlExpression.Rows;
import dev.cuboid.query.sql.SqlExpression.SameAs;
import dev.cuboid.query.sql.SqlExpression.Sequence;
import dev.cuboid.query.sql.SqlExpression.Shift;
import dev.cuboid.query.sql.SqlExpression.StringLiteral;
import dev.cuboid.query.sql.SqlExpression.Text;
import dev.cuboid.query.sql.SqlExpression.TimeLiteral;
import dev.cuboid.query.sql.SqlExpression.Truncate;
import dev.cuboid.query.sql.SqlExpression.Truth;
import dev.cuboid.query.sql.SqlExpression.UrlEncoded;
import dev.cuboid.query.sql.SqlJoin;
import dev.cuboid.query.sql.SqlRelation;
import dev.cuboid.query.sql.SqlSelect;
import dev.cuboid.query.sql.SqlSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one query as text and collects what is bound to it. Used once, by one thread. */
final class SqlPrinter {

  private static final String INDENT = "  ";

  private final StandardDialect dialect;
  private final StringBuilder text = new StringBuilder(512);
  private final List<@Nullable Object> parameters = new ArrayList<>();
  private int depth;

  SqlPrinter(StandardDialect dialect) {
    this.dialect = dialect;
  }

  PrintedSql result() {
    return new PrintedSql(text.toString(), parameters);
  }

  SqlPrinter write(String sql) {
    text.append(sql);
    return this;
  }

  SqlPrinter name(String identifier) {
    text.append(dialect.quoted(Identifiers.shortened(identifier, dialect.longestIdentifier())));
    return this;
  }

  /** Starts a new line at the current depth. */
  SqlPrinter line() {
    text.append('\n');
    text.repeat(INDENT, depth);
    return this;
  }

  void bind(@Nullable Object value) {
    parameters.add(value);
    text.append(dialect.placeholder(parameters.size()));
  }

  void select(SqlSelect select) {
    dialect.select(this, select);
  }

  /** Everything from the columns to the conditions on groups. */
  void body(SqlSelect select) {
    depth++;
    String separator = "";
    for (SqlColumn column : select.columns()) {
      write(separator).line();
      expression(column.expression());
      write(" ").name(column.alias());
      separator = ",";
    }
    depth--;
    line().write("FROM ");
    source(select.from());
    for (SqlJoin join : select.joins()) {
      line().write(join.kind().sql()).write(" ");
      source(join.source());
      if (join.kind() != SqlJoin.Kind.CROSS) {
        write(" ON ");
        expression(join.on());
      }
    }
    conditions("WHERE ", select.where());
    if (!select.groupBy().isEmpty()) {
      line().write("GROUP BY ");
      dialect.groupBy(this, select);
    }
    conditions("HAVING ", select.having());
  }

  private void conditions(String keyword, List<SqlExpression> conditions) {
    if (conditions.isEmpty()) {
      return;
    }
    line().write(keyword);
    if (conditions.size() == 1) {
      expression(conditions.getFirst());
      return;
    }
    depth++;
    String separator = "";
    for (SqlExpression condition : conditions) {
      if (!separator.isEmpty()) {
        line().write(separator);
      }
      condition(condition);
      separator = "AND ";
    }
    depth--;
  }

  private void source(SqlSource source) {
    relation(source.relation());
    write(dialect.beforeRelationAlias()).name(source.alias());
    if (source.relation() instanceof SqlRelation.Periods) {
      dialect.periodColumns(this);
    }
  }

  private void relation(SqlRelation relation) {
    switch (relation) {
      case SqlRelation.Table(SqlExpression name) -> expression(name);
      case SqlRelation.AuthorQuery(SqlExpression sql) -> {
        write("(");
        expression(sql);
        write(")");
      }
      case SqlRelation.Derived(SqlSelect select) -> union(List.of(select));
      case SqlRelation.Union(List<SqlSelect> selects) -> union(selects);
      case SqlRelation.Periods periods -> dialect.periods(this, periods.periods());
      case SqlRelation.Constants(String column, List<String> values) -> constants(column, values);
    }
  }

  private void constants(String column, List<String> values) {
    write("(");
    String separator = "";
    for (String value : values) {
      write(separator).write("SELECT ").write(dialect.stringLiteral(value));
      write(" AS ").name(column).write(dialect.withoutTable());
      separator = " UNION ALL ";
    }
    write(")");
  }

  private void union(List<SqlSelect> selects) {
    write("(");
    depth++;
    String separator = "";
    for (SqlSelect select : selects) {
      if (!separator.isEmpty()) {
        line().write(separator);
      }
      line();
      select(select);
      separator = dialect.union();
    }
    depth--;
    line().write(")");
  }

  /** Prints a condition beside others: our own comparisons hold together there. */
  private void condition(SqlExpression condition) {
    switch (condition) {
      case Comparison _, In _, IsNull _, Matches _, SameAs _, Truth _ -> expression(condition);
      case All(List<SqlExpression> parts) when parts.size() == 1 -> condition(parts.getFirst());
      case Any(List<SqlExpression> parts) when parts.size() == 1 -> condition(parts.getFirst());
      default -> operand(condition);
    }
  }

  void separated(List<? extends SqlExpression> expressions, String separator) {
    String before = "";
    for (SqlExpression expression : expressions) {
      write(before);
      expression(expression);
      before = separator;
    }
  }

  /** Prints an expression that its surroundings must not tear apart. */
  void operand(SqlExpression expression) {
    if (Atoms.isAtom(expression)) {
      expression(expression);
      return;
    }
    write("(");
    expression(expression);
    write(")");
  }

  void expression(SqlExpression expression) {
    switch (expression) {
      case Text(String sql) -> write(sql);
      case Sequence(List<SqlExpression> parts) -> parts.forEach(this::expression);
      case Operand(SqlExpression inner) -> operand(inner);
      case RelationName(String alias) -> name(alias);
      case Column(String relation, String name) -> name(relation).write(".").name(name);
      case Parameter parameter -> dialect.parameter(this, parameter);
      case StringLiteral(String value) -> write(dialect.stringLiteral(value));
      case TimeLiteral time -> dialect.timeLiteral(this, time.value());
      case Truth(boolean value) -> write(value ? "1 = 1" : "1 = 0");
      case CountRows _ -> write("count(*)");
      case Rank _ -> write("rank()");
      case Over over -> over(over);
      case Aggregate aggregate -> dialect.aggregate(this, aggregate);
      case Case choice -> choice(choice);
      case Comparison comparison -> dialect.comparison(this, comparison);
      case SameAs same -> dialect.sameAs(this, same);
      case In in -> in(in);
      case IsNull(SqlExpression value, boolean negated) -> {
        operand(value);
        write(negated ? " IS NOT NULL" : " IS NULL");
      }
      case Matches matches -> dialect.matches(this, matches);
      case All(List<SqlExpression> conditions) -> joined(conditions, " AND ");
      case Any(List<SqlExpression> conditions) -> joined(conditions, " OR ");
      case Truncate truncate -> dialect.truncate(this, truncate);
      case Bin bin -> dialect.bin(this, bin);
      case InTimezone inTimezone -> dialect.inTimezone(this, inTimezone);
      case Shift shift -> dialect.shift(this, shift);
      case Concatenation(List<SqlExpression> parts) -> dialect.concatenation(this, parts);
      case Coalesce(List<SqlExpression> options) -> {
        write("COALESCE(");
        separated(options, ", ");
        write(")");
      }
      case UrlEncoded(SqlExpression value) -> dialect.urlEncoded(this, value);
      case Rows(SqlRelation relation) -> relation(relation);
    }
  }

  private void in(In in) {
    operand(in.value());
    write(in.negated() ? " NOT IN (" : " IN (");
    separated(in.options(), ", ");
    write(")");
  }

  private void over(Over over) {
    expression(over.function());
    write(" OVER (");
    if (!over.partition().isEmpty()) {
      write("PARTITION BY ");
      separated(over.partition(), ", ");
    }
    for (int index = 0; index < over.order().size(); index++) {
      write(index > 0 ? ", " : " ORDER BY ");
      expression(over.order().get(index).by());
      write(over.order().get(index).descending() ? " DESC" : " ASC");
    }
    write(")");
  }

  private void choice(Case choice) {
    write("CASE");
    for (SqlExpression.When branch : choice.branches()) {
      write(" WHEN ");
      expression(branch.condition());
      write(" THEN ");
      expression(branch.value());
    }
    choice
        .otherwise()
        .ifPresent(
            value -> {
              write(" ELSE ");
              expression(value);
            });
    write(" END");
  }

  private void joined(List<SqlExpression> conditions, String operator) {
    String before = "";
    for (SqlExpression condition : conditions) {
      write(before);
      condition(condition);
      before = operator;
    }
  }
}
