package dev.cuboid.engine.run;

import dev.cuboid.engine.source.DataSourceConfig;
import dev.cuboid.engine.trace.Span;
import dev.cuboid.query.CacheMode;
import dev.cuboid.query.RefreshKeyQuery;
import dev.cuboid.query.ResultShape;
import dev.cuboid.query.SqlQuery;
import java.util.List;
import java.util.Optional;

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
 * @param ownDatabase the one that is asked, where it is not among those that all share
 * @param options what holds for the tenant in place of what holds for all
 * @param span the step of the request's work that asks
 */
public record LoadRequest(
    SqlQuery sql,
    ResultShape shape,
    List<RefreshKeyQuery> refreshKeys,
    CacheMode mode,
    String cacheScope,
    String requestId,
    Optional<DataSourceConfig> ownDatabase,
    LoadOptions options,
    Span span) {

  public LoadRequest {
    refreshKeys = List.copyOf(refreshKeys);
  }

  /** Asks a database that all share, as what holds for all says, with nobody watching. */
  public LoadRequest(
      SqlQuery sql,
      ResultShape shape,
      List<RefreshKeyQuery> refreshKeys,
      CacheMode mode,
      String cacheScope,
      String requestId) {
    this(
        sql,
        shape,
        refreshKeys,
        mode,
        cacheScope,
        requestId,
        Optional.empty(),
        LoadOptions.DEFAULT,
        Span.none());
  }
}
