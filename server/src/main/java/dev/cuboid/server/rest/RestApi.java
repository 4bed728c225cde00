package dev.cuboid.server.rest;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.security.Authenticator;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.http.Router;
import dev.cuboid.server.project.DataSourceCatalog;
import dev.cuboid.server.project.TenantModels;
import java.util.function.BiFunction;

/**
 * The REST API.
 *
 * @see <a href="https://cube.dev/docs/product/apis-integrations/rest-api/reference">Cube's
 *     reference</a>
 */
public final class RestApi {

  private RestApi() {}

  /** Adds its routes. */
  public static void addTo(Router.Builder routes, RestServices services, RestSettings settings) {
    TenantModels models = services.models();
    QueryEngine engine = services.engine();
    DataSourceCatalog databases = services.databases();
    ProjectHooks hooks = services.hooks();
    boolean development = settings.development();
    ModelView.Cache views =
        new ModelView.Cache(
            RequestSources.shared(databases), settings.masks(), development, settings.tenants());
    QueryReader queryReader = new QueryReader(services.reader(), hooks);
    KnownPlans plans = new KnownPlans();
    QueryEndpoints queries = new QueryEndpoints(models, views, queryReader, plans);
    LoadEndpoint load =
        new LoadEndpoint(
            models,
            views,
            queryReader,
            new TenantOptions(services.orchestrator()),
            engine,
            plans,
            development);
    MetaEndpoint meta = new MetaEndpoint(models, views, development);
    HealthEndpoints health = new HealthEndpoints(engine, databases.shared().keySet());
    RequestMetrics metrics = new RequestMetrics();
    Gate gate =
        new Gate(
            identification(hooks, services.authenticator()),
            new Callers(hooks, settings.lenient(), development, databases, services.notices()),
            hooks,
            settings.scopes(),
            metrics,
            new RefusalLog(services.clock()),
            services.tracing());
    String v1 = settings.basePath() + "/v1";
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

  private static Identification identification(ProjectHooks hooks, Authenticator authenticator) {
    return hooks
        .checkAuth()
        .<Identification>map(hook -> new HookIdentification(hook, authenticator))
        .orElseGet(() -> new TokenIdentification(authenticator));
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
