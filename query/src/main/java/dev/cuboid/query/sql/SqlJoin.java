package dev.cuboid.query.sql;

/** A further relation in a FROM clause. A cross join has the condition {@code TRUE}. */
public record SqlJoin(Kind kind, SqlSource source, SqlExpression on) {

  /** What becomes of rows without a partner. */
  public enum Kind {
    LEFT("LEFT JOIN"),
    INNER("INNER JOIN"),
    FULL("FULL OUTER JOIN"),
    CROSS("CROSS JOIN");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }

    public String sql() {
      return sql;
    }
  }
}
