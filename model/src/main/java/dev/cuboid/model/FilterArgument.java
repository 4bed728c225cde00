package dev.cuboid.model;

import java.util.List;

/** What the author gave to {@code filter(...)} of a context variable. */
public sealed interface FilterArgument {

  /** A column or expression that the condition is about. */
  record Column(SqlTemplate sql) implements FilterArgument {}

  /**
   * A function of the allocated parameters, whose answer is used as it is.
   *
   * @param text as its author wrote it
   */
  record Callback(SqlCallback function, String text) implements FilterArgument {}

  /** Calls back into the model's code; may be called from several threads. */
  @FunctionalInterface
  interface SqlCallback {

    /**
     * @param placeholders an opaque text for each bound parameter (a date range has two: from, to)
     * @return the condition, in whose text the placeholders stand where the author put them; no
     *     part of it is {@link SqlPart.Dynamic}
     * @throws ModelException when the author's code fails
     */
    SqlTemplate apply(List<String> placeholders);
  }
}
