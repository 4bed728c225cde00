package dev.cuboid.model;

import java.util.List;
import java.util.Optional;

/** What a dimension is computed from. */
public sealed interface DimensionSql {

  /** An expression. */
  record Expression(SqlTemplate sql) implements DimensionSql {}

  /** {@code case: {when, else}}. */
  record Case(List<When> when, Optional<Label> otherwise) implements DimensionSql {
    public Case {
      when = List.copyOf(when);
    }
  }

  /** One branch of a case. */
  record When(SqlTemplate condition, Label label) {}

  /** The value of a branch. */
  sealed interface Label {
    /** A constant, printed as a string literal. */
    record Constant(String value) implements Label {}

    /** An expression. */
    record Expression(SqlTemplate sql) implements Label {}
  }

  /** {@code case: {switch, when, else}} over a dimension of type switch. */
  record SwitchCase(SqlTemplate on, List<SwitchWhen> when, Optional<SqlTemplate> otherwise)
      implements DimensionSql {
    public SwitchCase {
      when = List.copyOf(when);
    }
  }

  /** One branch of a switch. */
  record SwitchWhen(String value, SqlTemplate sql) {}

  /** Latitude and longitude. */
  record Geo(SqlTemplate latitude, SqlTemplate longitude) implements DimensionSql {}

  /** The enumerated values of a dimension of type switch; nothing in the database. */
  record SwitchValues(List<String> values) implements DimensionSql {
    public SwitchValues {
      values = List.copyOf(values);
    }
  }
}
