package dev.cuboid.engine.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as its driver takes it.
 *
 * @param sql with {@code ?} as placeholders
 * @param parameters in the order of the placeholders
 */
record JdbcQuery(String sql, List<@Nullable Object> parameters) {

  JdbcQuery {
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }
}
