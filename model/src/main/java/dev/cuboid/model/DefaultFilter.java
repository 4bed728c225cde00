package dev.cuboid.model;

import java.util.Set;

/**
 * A filter that a view puts on queries that do not filter by its member themselves.
 *
 * @param filter the filter
 * @param unless own names of further members: a query that filters by one of them goes without
 */
public record DefaultFilter(RowFilter.Condition filter, Set<String> unless) {

  public DefaultFilter {
    unless = Set.copyOf(unless);
  }
}
