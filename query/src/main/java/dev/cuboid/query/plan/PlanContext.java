package dev.cuboid.query.plan;

import dev.cuboid.model.ContextValues;

/**
 * What a request brings along beside its query.
 *
 * @param values of {@code SECURITY_CONTEXT}
 * @param missing what a filter on a value does that is not there
 */
public record PlanContext(ContextValues values, MissingContextValue missing) {}
