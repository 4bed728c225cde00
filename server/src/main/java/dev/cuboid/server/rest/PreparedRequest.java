package dev.cuboid.server.rest;

import dev.cuboid.query.CacheMode;
import dev.cuboid.query.request.QueryType;
import java.util.List;
import java.util.Optional;

/**
 * A request for {@code /load} that was read and planned.
 *
 * @param type what kind of request it is
 * @param isMulti whether the client understands several results
 * @param cacheMode how fresh the answer must be, if it is said outside of the queries
 * @param queries one for each result
 * @param pivotJson by which a client arranges the results; empty for one that knows no several
 */
record PreparedRequest(
    QueryType type,
    boolean isMulti,
    Optional<CacheMode> cacheMode,
    List<PreparedQuery> queries,
    String pivotJson) {

  PreparedRequest {
    queries = List.copyOf(queries);
  }

  /** About how many characters it keeps in memory. */
  int length() {
    return queries.stream().mapToInt(PreparedQuery::length).sum() + pivotJson.length();
  }
}
