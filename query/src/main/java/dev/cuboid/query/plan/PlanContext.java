package dev.cuboid.query.plan;

import dev.cuboid.model.ContextValues;

/**
 * What a request brings along beside its query. Two are equal only with the same listener.
 *
 * @param values of {@code SECURITY_CONTEXT}
 * @param missing what a filter on a value does that is not there
 * @param listener is told of each such filter that a plan meets
 */
public record PlanContext(
    ContextValues values, MissingContextValue missing, MissingValueListener listener) {

  private static final MissingValueListener NOBODY = (_, _) -> {};

  /** A context whose missing values nobody is told of. */
  public PlanContext(ContextValues values, MissingContextValue missing) {
    this(values, missing, NOBODY);
  }
}
