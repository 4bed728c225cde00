package dev.cuboid.query.request;

import dev.cuboid.query.CacheMode;
import dev.cuboid.query.Query;
import dev.cuboid.query.ResultFormat;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A query with its defaults filled in.
 *
 * @param query what is asked
 * @param json the same as Cube prints it in {@code normalizedQueries}
 * @param format of the rows
 * @param cacheMode how fresh the answer must be
 * @param compareDateRange the range as rows carry it, in a query that compares ranges
 * @param dependsOnNow whether the same request means something else at another time
 */
public record NormalizedQuery(
    Query query,
    ObjectNode json,
    ResultFormat format,
    CacheMode cacheMode,
    Optional<String> compareDateRange,
    boolean dependsOnNow) {

  /** The query as the answer of {@code /load} shows it. */
  public ObjectNode loadJson() {
    ObjectNode shown = Json.copy(json);
    shown.remove("cacheMode");
    shown.remove("queryType");
    if (compareDateRange.isPresent()) {
      shown.putArray("dimensions").addAll(Json.strings(query.dimensions()));
    }
    return shown;
  }
}
