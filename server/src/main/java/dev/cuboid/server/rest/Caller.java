package dev.cuboid.server.rest;

import dev.cuboid.model.ContextValues;
import dev.cuboid.query.plan.MissingContextValue;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.security.SecurityContext;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param context of the token; empty for a request without one, in development mode
 * @param requestId by which the log and the client know the request
 * @param lenient whether a missing value of the context lets all rows through, as in Cube
 */
record Caller(Optional<SecurityContext> context, String requestId, boolean lenient) {

  /** What the data model sees. A missing value denies, unless nobody is known. */
  PlanContext planContext() {
    ContextValues values =
        context.map(known -> ContextValues.of(known.values())).orElseGet(ContextValues::empty);
    boolean allowAll = context.isEmpty() || lenient;
    return new PlanContext(
        values, allowAll ? MissingContextValue.ALLOW_ALL : MissingContextValue.DENY);
  }
}
