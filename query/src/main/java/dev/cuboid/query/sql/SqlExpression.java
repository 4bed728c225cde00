package dev.cuboid.query.sql;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value or a condition in SQL. What an author wrote stays text; the rest is structure. */
public sealed interface SqlExpression {

  /** A condition that always holds. */
  SqlExpression TRUE = new Truth(true);

  /** A condition that never holds. */
  SqlExpression FALSE = new Truth(false);

  /** SQL of a model's author, printed as it is. */
  record Text(String sql) implements SqlExpression {}

  /** Pieces of an author's SQL, printed one after the other. */
  record Sequence(List<SqlExpression> parts) implements SqlExpression {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** Printed in parentheses where its surroundings could tear it apart. */
  record Operand(SqlExpression expression) implements SqlExpression {}

  /** The alias of a relation, before the dot of an author's column. */
  record RelationName(String alias) implements SqlExpression {}

  /** A column whose name is ours. */
  record Column(String relation, String name) implements SqlExpression {}

  /** A bound value. */
  record Parameter(@Nullable Object value, ParameterType type) implements SqlExpression {}

  /** As what a bound value is compared. */
  enum ParameterType {
    /** What the surrounding SQL makes of it. */
    UNTYPED,
    NUMBER,
    BOOLEAN,
    /** A point on the time line, ISO text that ends in {@code Z}. */
    INSTANT,
    /** A date and time of a calendar, ISO text without a zone. */
    LOCAL_TIME
  }

  /** A text constant that is part of the model or of the plan, never of a request. */
  record StringLiteral(String value) implements SqlExpression {}

  /** A time constant of the plan. */
  record TimeLiteral(LocalDateTime value) implements SqlExpression {}

  /** {@code 1 = 1} or {@code 1 = 0}. */
  record Truth(boolean value) implements SqlExpression {}

  /** The number of rows. */
  record CountRows() implements SqlExpression {}

  /** An aggregate function. */
  record Aggregate(AggregateFunction function, SqlExpression argument) implements SqlExpression {}

  /** The aggregate functions that plans are made of. */
  enum AggregateFunction {
    COUNT,
    COUNT_DISTINCT,
    COUNT_DISTINCT_APPROX,
    SUM,
    AVG,
    MIN,
    MAX
  }

  /** The place of a row among those of its window, equal ones with the same place. */
  record Rank() implements SqlExpression {}

  /** A function over the rows that are equal in the partition. */
  record Over(SqlExpression function, List<SqlExpression> partition, List<Sort> order)
      implements SqlExpression {
    public Over {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
    }

    /** By what the rows of a window are ordered. */
    public record Sort(SqlExpression by, boolean descending) {}
  }

  /** {@code CASE WHEN … THEN … ELSE … END}. */
  record Case(List<When> branches, Optional<SqlExpression> otherwise) implements SqlExpression {
    public Case {
      branches = List.copyOf(branches);
    }

    /** The value where the condition holds, null elsewhere. */
    public static Case when(SqlExpression condition, SqlExpression value) {
      return new Case(List.of(new When(condition, value)), Optional.empty());
    }
  }

  /** One branch of a case. */
  record When(SqlExpression condition, SqlExpression value) {}

  /** {@code left = right}. */
  record Comparison(SqlExpression left, ComparisonOperator operator, SqlExpression right)
      implements SqlExpression {}

  /** The operators of a comparison, the same in every dialect. */
  enum ComparisonOperator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sql;

    ComparisonOperator(String sql) {
      this.sql = sql;
    }

    public String sql() {
      return sql;
    }
  }

  /** Equal, or both null. */
  record SameAs(SqlExpression left, SqlExpression right) implements SqlExpression {}

  /** {@code value IN (…)}. */
  record In(SqlExpression value, List<SqlExpression> options, boolean negated)
      implements SqlExpression {
    public In {
      options = List.copyOf(options);
    }
  }

  /** {@code value IS NULL}. */
  record IsNull(SqlExpression value, boolean negated) implements SqlExpression {}

  /** A case-insensitive search for a text, in which nothing is a wildcard. */
  record Matches(SqlExpression value, Position position, String text, boolean negated)
      implements SqlExpression {}

  /** Where a text is searched. */
  enum Position {
    ANYWHERE,
    START,
    END
  }

  /** All must hold. */
  record All(List<SqlExpression> conditions) implements SqlExpression {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** One must hold. */
  record Any(List<SqlExpression> conditions) implements SqlExpression {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** The start of the predefined period (second to year, weeks from Monday) of a local time. */
  record Truncate(String granularity, SqlExpression time) implements SqlExpression {}

  /** The start of the interval of a local time, intervals counted from the origin. */
  record Bin(TimeInterval interval, LocalDateTime origin, SqlExpression time)
      implements SqlExpression {}

  /** The local time of a point on the time line. */
  record InTimezone(SqlExpression time, ZoneId zone) implements SqlExpression {}

  /** A local time moved by an interval, which may be negative. */
  record Shift(SqlExpression time, TimeInterval interval) implements SqlExpression {}

  /** Texts put together; values of other types become texts. */
  record Concatenation(List<SqlExpression> parts) implements SqlExpression {
    public Concatenation {
      parts = List.copyOf(parts);
    }
  }

  /** The first that is not null. */
  record Coalesce(List<SqlExpression> options) implements SqlExpression {
    public Coalesce {
      options = List.copyOf(options);
    }
  }

  /** A text as it stands in a URL. */
  record UrlEncoded(SqlExpression text) implements SqlExpression {}

  /** Rows of a relation as an author's SQL can select from them: a table's name or a subquery. */
  record Rows(SqlRelation relation) implements SqlExpression {}
}
