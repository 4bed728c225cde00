package dev.cuboid.engine.run;

import dev.cuboid.query.CacheMode;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.ResultShape;
import dev.cuboid.query.SqlQuery;
import java.util.List;

/**
 * Asks for the rows of a query.
 *
 * @param sql the query
 * @param shape how its rows are printed
 * @param refreshKeys whose values say whether a cached result is old; none for one that never is
 * @param mode how fresh the answer must be
 * @param cacheScope the tenant: results and values of refresh keys are never shared between scopes,
 *     and the queue is fair between them
 * @param requestId under which the query can be cancelled
 */
public record LoadRequest(
    SqlQuery sql,
    ResultShape shape,
    List<RefreshKeyQuery> refreshKeys,
    CacheMode mode,
    String cacheScope,
    String requestId) {

  public LoadRequest {
    refreshKeys = List.copyOf(refreshKeys);
  }
}
