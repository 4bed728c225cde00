package dev.cuboid.server.rest;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.query.plan.MaskDefaults;
import dev.cuboid.query.request.RequestReader;
import dev.cuboid.security.Authenticator;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.http.Router;
import dev.cuboid.server.project.DataSourceCatalog;
import dev.cuboid.server.project.TenantModels;
import java.util.Set;

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
   * @param scopes the parts that may be used where the hooks do not say
   * @param lenient whether a missing value of a security context lets all rows through
   * @param masks of members that the model gives none
   * @param development whether members that are not public are shown and may be asked for
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
      Set<String> scopes,
      boolean lenient,
      MaskDefaults masks,
      boolean development) {
    ModelView.Cache views =
        new ModelView.Cache(RequestSources.shared(databases), masks, development, tenants);
    QueryReader queryReader = new QueryReader(reader, hooks);
    QueryEndpoints queries = new QueryEndpoints(models, views, queryReader);
    LoadEndpoint load = new LoadEndpoint(models, views, queryReader, engine, development);
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
            new Callers(hooks, lenient, development, databases),
            hooks,
            scopes,
            metrics);
    String v1 = basePath + "/v1";
    routes
        .get(v1 + "/load", gate.guard("data", load::load))
        .post(v1 + "/load", gate.guard("data", load::load))
        .get(v1 + "/subscribe", gate.guard("data", load::load))
        .get(v1 + "/sql", gate.guard("sql", queries::sql))
        .post(v1 + "/sql", gate.guard("sql", queries::sql))
        .get(v1 + "/dry-run", gate.guard("data", queries::dryRun))
        .post(v1 + "/dry-run", gate.guard("data", queries::dryRun))
        .get(v1 + "/meta", gate.guard("meta", meta::meta))
        .post(
            v1 + "/pre-aggregations/jobs",
            gate.guard("jobs", (request, caller) -> Router.notFound(request)))
        .deleteBelow(v1 + "/running-query", gate.guard("data", load::cancel))
        .get("/metrics", new MetricsEndpoint(engine, models, metrics)::metrics)
        .get("/readyz", health::ready)
        .get("/livez", health::live);
  }
}
