package dev.cuboid.server.rest;

import dev.cuboid.engine.trace.Span;
import dev.cuboid.model.DataModel;
import dev.cuboid.model.ModelException;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.server.hooks.RequestContext;
import dev.cuboid.server.project.TenantModels;
import dev.cuboid.server.project.TenantModels.Tenant;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param planContext what the data model sees of who asks
 * @param requestId by which the log and the client know the request
 * @param hookContext what the project's hooks are told
 * @param developer whether it is somebody who works on the project: with the Playground, or, in
 *     development mode, without a token
 * @param tenant whose model is read; empty where all share one
 * @param cacheScope with whom cached results are shared
 * @param sources the databases that are asked
 * @param span the work for the request, as an observer is told of it
 */
record Caller(
    PlanContext planContext,
    String requestId,
    RequestContext hookContext,
    boolean developer,
    Optional<Tenant> tenant,
    String cacheScope,
    RequestSources sources,
    Span span) {

  /**
   * The model to answer with.
   *
   * @throws ModelException where there is no good one; and for a developer, where a saved file has
   *     broken it
   */
  DataModel model(TenantModels models) {
    return developer ? models.asSaved(tenant) : models.of(tenant);
  }
}
