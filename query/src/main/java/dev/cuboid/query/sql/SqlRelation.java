package dev.cuboid.query.sql;

import java.time.LocalDateTime;
import java.util.List;

/** Something that has rows. */
public sealed interface SqlRelation {

  /** A table by the name that the model's author gave. */
  record Table(SqlExpression name) implements SqlRelation {}

  /** A query of the model's author. */
  record AuthorQuery(SqlExpression sql) implements SqlRelation {}

  /** A query of ours. */
  record Derived(SqlSelect select) implements SqlRelation {}

  /** The rows of several queries of ours, equal ones once. */
  record Union(List<SqlSelect> selects) implements SqlRelation {
    public Union {
      selects = List.copyOf(selects);
    }
  }

  /** One column with a row for each of these texts. */
  record Constants(String column, List<String> values) implements SqlRelation {
    public Constants {
      values = List.copyOf(values);
    }
  }

  /** Periods of a calendar, with the columns {@code date_from} and {@code date_to}. */
  record Periods(List<Period> periods) implements SqlRelation {
    public Periods {
      periods = List.copyOf(periods);
    }
  }

  /**
   * One period.
   *
   * @param from its first instant
   * @param to its last millisecond
   */
  record Period(LocalDateTime from, LocalDateTime to) {}
}
