package dev.cuboid.server.rest;

import dev.cuboid.engine.trace.Span;
import dev.cuboid.model.ContextValues;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelException;
import dev.cuboid.query.plan.MissingContextValue;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.security.SecurityContext;
import dev.cuboid.server.hooks.RequestContext;
import dev.cuboid.server.project.TenantModels;
import dev.cuboid.server.project.TenantModels.Tenant;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks.
 *
 * @param context of the token; empty for a request without one, in development mode
 * @param requestId by which the log and the client know the request
 * @param lenient whether a missing value of the context lets all rows through, as in Cube
 * @param missingValues is told of them
 * @param hookContext what the project's hooks are told
 * @param developer whether it is somebody who works on the project: with the Playground, or, in
 *     development mode, without a token
 * @param tenant whose model is read; empty where all share one
 * @param cacheScope with whom cached results are shared
 * @param sources the databases that are asked
 * @param groups for access policies
 * @param span the work for the request, as an observer is told of it
 */
record Caller(
    Optional<SecurityContext> context,
    String requestId,
    boolean lenient,
    MissingValueLog missingValues,
    RequestContext hookContext,
    boolean developer,
    Optional<Tenant> tenant,
    String cacheScope,
    RequestSources sources,
    Set<String> groups,
    Span span) {

  Caller {
    groups = Set.copyOf(groups);
  }

  /**
   * The model to answer with.
   *
   * @throws ModelException where there is no good one; and for a developer, where a saved file has
   *     broken it
   */
  DataModel model(TenantModels models) {
    return developer ? models.asSaved(tenant) : models.of(tenant);
  }

  /** What the data model sees. A missing value denies, unless nobody is known. */
  PlanContext planContext() {
    ContextValues values =
        context.map(known -> ContextValues.of(known.values())).orElseGet(ContextValues::empty);
    if (context.isEmpty()) {
      return new PlanContext(values, MissingContextValue.ALLOW_ALL, groups);
    }
    return new PlanContext(
        values,
        lenient ? MissingContextValue.ALLOW_ALL : MissingContextValue.DENY,
        groups,
        missingValues);
  }
}
