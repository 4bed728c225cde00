package dev.cuboid.query.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query in the form in which it is compared with pre-aggregations: {@code transformedQueries} of
 * a dry run, {@code canUseTransformedQuery} of its SQL.
 *
 * @param facts as they are printed: texts, booleans, lists, maps and null, in order
 */
public record TransformedQuery(Map<String, @Nullable Object> facts) {

  public TransformedQuery {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
