package dev.cuboid.engine;

import dev.cuboid.engine.run.LoadRequest;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.ResultFormat;
import dev.cuboid.query.ResultShape;
import dev.cuboid.query.SqlQuery;
import dev.cuboid.query.SqlQuery.ColumnType;
import dev.cuboid.query.SqlQuery.ResultColumn;
import java.util.List;

/** Short ways to write requests. */
final class Queries {

  private Queries() {}

  /** A query with one column, {@code A.value}. */
  static SqlQuery sql(String text, Object... parameters) {
    return sql(ColumnType.STRING, text, parameters);
  }

  static SqlQuery sql(ColumnType type, String text, Object... parameters) {
    return new SqlQuery(
        text,
        List.of(parameters),
        List.of(new ResultColumn("A.value", "a__value", type)),
        "default");
  }

  static LoadRequest request(SqlQuery sql) {
    return request(sql, CacheMode.STALE_IF_SLOW, List.of(), "tenant", "request");
  }

  static LoadRequest request(
      SqlQuery sql,
      CacheMode mode,
      List<RefreshKeyQuery> refreshKeys,
      String cacheScope,
      String requestId) {
    ResultShape shape =
        new ResultShape(List.of(new ResultShape.Column("A.value", 0)), ResultFormat.DEFAULT);
    return new LoadRequest(sql, shape, refreshKeys, mode, cacheScope, requestId);
  }
}
