package dev.cuboid.server.rest;

import dev.cuboid.engine.QueryEngine;
import dev.cuboid.query.dialect.Dialect;
import dev.cuboid.query.request.RequestReader;
import dev.cuboid.security.Authenticator;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.http.Router;
import dev.cuboid.server.metrics.RefusalCounter;
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
   * @param tenants how many of them are kept in memory
   * @param scopes the parts that may be used where the hooks do not say
   * @param lenient whether a missing value of a security context lets all rows through
   * @param development whether members that are not public are shown and may be asked for
   * @param refusals counts requests that are turned away for their token
   */
  public static void addTo(
      Router.Builder routes,
      String basePath,
      TenantModels models,
      int tenants,
      Dialect dialect,
      RequestReader reader,
      QueryEngine engine,
      Authenticator authenticator,
      ProjectHooks hooks,
      Set<String> scopes,
      boolean lenient,
      boolean development,
      RefusalCounter refusals) {
    ModelView.Cache views = new ModelView.Cache(dialect, development, tenants);
    QueryReader queryReader = new QueryReader(reader, hooks);
    QueryEndpoints queries = new QueryEndpoints(models, views, queryReader);
    LoadEndpoint load = new LoadEndpoint(models, views, queryReader, engine, development);
    MetaEndpoint meta = new MetaEndpoint(models, views, development);
    HealthEndpoints health = new HealthEndpoints(engine);
    Identification identification =
        hooks
            .checkAuth()
            .<Identification>map(hook -> new HookIdentification(hook, authenticator))
            .orElseGet(() -> new TokenIdentification(authenticator));
    Gate gate =
        new Gate(identification, new Callers(hooks, lenient, development), hooks, scopes, refusals);
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
        .get("/readyz", health::ready)
        .get("/livez", health::live);
  }
}
