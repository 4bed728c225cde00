package dev.cuboid.query.plan;

import dev.cuboid.query.Query;
import java.util.List;

/**
 * A query without the values of its filters, as far as its plan does not depend on them. Queries of
 * one shape differ in what is bound to their SQL, and in nothing else.
 *
 * @param query the query, in which something stands for each value; equal for all queries of the
 *     shape, and not to be shown to anybody
 * @param values that it stands for
 */
public record QueryShape(Query query, List<String> values) {
  public QueryShape {
    values = List.copyOf(values);
  }
}
