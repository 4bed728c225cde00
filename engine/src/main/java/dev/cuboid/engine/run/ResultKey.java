package dev.cuboid.engine.run;

import dev.cuboid.query.SqlQuery;

/**
 * What makes two requests ask for the same result. Results are shared between requests with equal
 * keys and never otherwise.
 *
 * @param target the database that is asked; two tenants may each have their own under one name
 * @param query text, parameters, column types and data source
 * @param cacheScope the tenant
 * @param reading what is read of the result
 */
public record ResultKey(Target target, SqlQuery query, String cacheScope, Reading reading) {

  /** About how many bytes the key takes in memory. */
  long weight() {
    long parameters =
        query.parameters().stream().mapToLong(value -> String.valueOf(value).length()).sum();
    return 256L + 2 * (query.sql().length() + parameters + cacheScope.length());
  }
}
