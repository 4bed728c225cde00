package dev.cuboid.query.plan;

import dev.cuboid.model.ContextValues;
import java.util.Set;

/**
 * What a request brings along beside its query. Two are equal only with the same listener.
 *
 * @param values of {@code SECURITY_CONTEXT}
 * @param missing what a filter on a value does that is not there
 * @param groups of who asks, for access policies
 * @param listener is told of each filter that a plan meets whose value is missing
 */
public record PlanContext(
    ContextValues values,
    MissingContextValue missing,
    Set<String> groups,
    MissingValueListener listener) {

  private static final MissingValueListener NOBODY = (_, _) -> {};

  public PlanContext {
    groups = Set.copyOf(groups);
  }

  /** Of someone who is in no group; nobody is told of missing values. */
  public PlanContext(ContextValues values, MissingContextValue missing) {
    this(values, missing, Set.of(), NOBODY);
  }

  /** A context whose missing values nobody is told of. */
  public PlanContext(ContextValues values, MissingContextValue missing, Set<String> groups) {
    this(values, missing, groups, NOBODY);
  }

  /** The same, but nobody is told of missing values. */
  PlanContext withoutListener() {
    return new PlanContext(values, missing, groups, NOBODY);
  }
}
