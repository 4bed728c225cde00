package dev.cuboid.query.request;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request: one query, or several whose results belong together.
 *
 * @param type what kind of request it is
 * @param queries one for each result
 * @param pivotQuery by which a client arranges the results
 */
public record QueryRequest(QueryType type, List<NormalizedQuery> queries, ObjectNode pivotQuery) {

  public QueryRequest {
    queries = List.copyOf(queries);
  }
}
