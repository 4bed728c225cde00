package dev.cuboid.query.plan;

import dev.cuboid.model.ContextValues;
import java.util.Set;

/**
 * What a request brings along beside its query.
 *
 * @param values of {@code SECURITY_CONTEXT}
 * @param missing what a filter on a value does that is not there
 * @param groups of who asks, for access policies
 */
public record PlanContext(ContextValues values, MissingContextValue missing, Set<String> groups) {

  public PlanContext {
    groups = Set.copyOf(groups);
  }

  /** Of someone who is in no group. */
  public PlanContext(ContextValues values, MissingContextValue missing) {
    this(values, missing, Set.of());
  }
}
