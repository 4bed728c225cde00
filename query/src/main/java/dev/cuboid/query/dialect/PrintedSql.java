package dev.cuboid.query.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL as text, with what is bound to it.
 *
 * @param text with the dialect's placeholders
 * @param parameters in the order of the placeholders
 */
public record PrintedSql(String text, List<@Nullable Object> parameters) {

  public PrintedSql {
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }
}
