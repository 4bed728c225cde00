package dev.cuboid.server.rest;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.query.plan.MaskDefaults;
import dev.cuboid.query.request.RequestReader;
import dev.cuboid.security.Authenticator;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.hooks.ProjectHooks.OrchestratorHook;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.http.Router;
import dev.cuboid.server.project.DataSourceCatalog;
import dev.cuboid.server.project.PreAggregationNotices;
import dev.cuboid.server.project.TenantModels;
import dev.cuboid.server.telemetry.Tracing;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The REST API.
 *
 * @see <a href="https://cube.dev/docs/product/apis-integrations/rest-api/reference">Cube's
 *     reference</a>
 */
public final class RestApi {

  private RestApi() {}

  /**
   * @param basePath under which it is served
   * @param databases by the names that cubes give them
   * @param tenants how many of them are kept in memory
   * @param orchestrator says how tenants' queries are waited for
   * @param scopes the parts that may be used where the hooks do not say
   * @param lenient whether a missing value of a security context lets all rows through
   * @param masks of members that the model gives none
   * @param notices is told of models that are loaded for a tenant
   * @param development whether members that are not public are shown and may be asked for
   * @param tracing is told of requests
   */
  public static void addTo(
      Router.Builder routes,
      String basePath,
      TenantModels models,
      int tenants,
      DataSourceCatalog databases,
      RequestReader reader,
      QueryEngine engine,
      Authenticator authenticator,
      ProjectHooks hooks,
      Optional<OrchestratorHook> orchestrator,
      Set<String> scopes,
      boolean lenient,
      MaskDefaults masks,
      PreAggregationNotices notices,
      boolean development,
      Tracing tracing) {
    ModelView.Cache views =
        new ModelView.Cache(RequestSources.shared(databases), masks, development, tenants);
    QueryReader queryReader = new QueryReader(reader, hooks);
    QueryEndpoints queries = new QueryEndpoints(models, views, queryReader);
    LoadEndpoint load =
        new LoadEndpoint(
            models, views, queryReader, new TenantOptions(orchestrator), engine, development);
    MetaEndpoint meta = new MetaEndpoint(models, views, development);
    HealthEndpoints health = new HealthEndpoints(engine, databases.shared().keySet());
    Identification identification =
        hooks
            .checkAuth()
            .<Identification>map(hook -> new HookIdentification(hook, authenticator))
            .orElseGet(() -> new TokenIdentification(authenticator));
    RequestMetrics metrics = new RequestMetrics();
    Gate gate =
        new Gate(
            identification,
            new Callers(hooks, lenient, development, databases, notices),
            hooks,
            scopes,
            metrics,
            tracing);
    String v1 = basePath + "/v1";
    Guarded guarded = new Guarded(routes, gate);
    guarded
        .get(v1 + "/load", "data", load::load)
        .post(v1 + "/load", "data", load::load)
        .get(v1 + "/subscribe", "data", load::load)
        .get(v1 + "/sql", "sql", queries::sql)
        .post(v1 + "/sql", "sql", queries::sql)
        .get(v1 + "/dry-run", "data", queries::dryRun)
        .post(v1 + "/dry-run", "data", queries::dryRun)
        .get(v1 + "/meta", "meta", meta::meta)
        .post(v1 + "/pre-aggregations/jobs", "jobs", (request, caller) -> Router.notFound(request));
    String running = v1 + "/running-query";
    routes
        .deleteBelow(running, gate.guard(running + "/{id}", "data", load::cancel))
        .get("/metrics", new MetricsEndpoint(engine, models, metrics)::metrics)
        .get("/readyz", health::ready)
        .get("/livez", health::live);
  }

  /** Routes that only those reach who may. */
  private record Guarded(Router.Builder routes, Gate gate) {

    Guarded get(String path, String scope, BiFunction<Request, Caller, Response> handler) {
      routes.get(path, gate.guard(path, scope, handler));
      return this;
    }

    Guarded post(String path, String scope, BiFunction<Request, Caller, Response> handler) {
      routes.post(path, gate.guard(path, scope, handler));
      return this;
    }
  }
}
