package dev.cuboid.server.rest;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.query.request.RequestReader;
import dev.cuboid.security.Authenticator;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.hooks.ProjectHooks.OrchestratorHook;
import dev.cuboid.server.project.DataSourceCatalog;
import dev.cuboid.server.project.PreAggregationNotices;
import dev.cuboid.server.project.TenantModels;
import dev.cuboid.server.telemetry.Tracing;
import java.time.InstantSource;
import java.util.Optional;

/**
 * With what requests to the REST API are answered.
 *
 * @param databases by the names that cubes give them
 * @param orchestrator says how tenants' queries are waited for
 * @param notices is told of models that are loaded for a tenant
 * @param tracing is told of requests
 * @param clock says what time it is
 */
public record RestServices(
    TenantModels models,
    DataSourceCatalog databases,
    RequestReader reader,
    QueryEngine engine,
    Authenticator authenticator,
    ProjectHooks hooks,
    Optional<OrchestratorHook> orchestrator,
    PreAggregationNotices notices,
    Tracing tracing,
    InstantSource clock) {}
