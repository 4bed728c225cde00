package dev.cuboid.server.rest;

import dev.cuboid.query.CacheMode;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.ResultShape;
import dev.cuboid.query.SqlQuery;
import java.util.List;
import java.util.Optional;

/**
 * A query for {@code /load} that was planned: all of its answer that does not come from a database.
 *
 * @param sql of its rows
 * @param total the SQL of the number of rows without its limit, where that is asked for
 * @param shape how its rows are printed
 * @param refreshKeys whose values say whether a cached result is old
 * @param cacheMode how fresh the answer must be, where the request does not say it elsewhere
 * @param queryJson the query with its defaults, as the answer shows it
 * @param annotationJson what the answer says of the query's members
 */
record PreparedQuery(
    SqlQuery sql,
    Optional<SqlQuery> total,
    ResultShape shape,
    List<RefreshKeyQuery> refreshKeys,
    CacheMode cacheMode,
    String queryJson,
    String annotationJson) {

  /** About how many characters it keeps in memory. */
  int length() {
    return sql.sql().length()
        + total.map(count -> count.sql().length()).orElse(0)
        + queryJson.length()
        + annotationJson.length();
  }
}
