package dev.cuboid.server.hooks;

import dev.cuboid.security.KeyLocator;
import dev.cuboid.security.TokenIssuer;
import dev.cuboid.server.config.Setting;
import dev.cuboid.server.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a project decides for itself at each request. Every method has the behaviour of a project
 * without hooks. Implementations are thread-safe; each method throws {@link HookException} where
 * the project's code fails, and nothing is answered then.
 */
public interface ProjectHooks {

  /** The cache scope of projects that keep all tenants together. */
  String STANDALONE = "STANDALONE";

  /** Decides who asks, in place of the check of the token. */
  @FunctionalInterface
  interface AuthenticationHook {

    /**
     * @param token as the request carries it, without {@code Bearer}
     * @return the security context; empty where the hook names none
     */
    Optional<Map<String, @Nullable Object>> check(Request request, Optional<String> token);
  }

  /** Changes a query before it is planned. */
  @FunctionalInterface
  interface QueryRewriteHook {

    /**
     * @param query normalized; the hook may change it
     */
    ObjectNode rewrite(ObjectNode query, RequestContext context);
  }

  /** Says which database a request asks. */
  @FunctionalInterface
  interface DriverFactoryHook {

    /**
     * @param dataSource the name that cubes give
     * @return values that win over the environment's, the type of the database among them
     */
    Map<Setting<?>, String> describe(RequestContext context, String dataSource);
  }

  /** Says from where the files of a tenant's model come. */
  @FunctionalInterface
  interface RepositoryHook {

    ModelRepository repository(RequestContext context);
  }

  /** Says how a tenant's queries are waited for. */
  @FunctionalInterface
  interface OrchestratorHook {

    /** Called once for each tenant and data source, and again after some minutes. */
    OrchestratorOptions options(RequestContext context);
  }

  /** Names the schema of a tenant's pre-aggregations. */
  @FunctionalInterface
  interface PreAggregationsSchemaHook {

    /**
     * @return a text that is not empty
     */
    String schema(RequestContext context);
  }

  /** Is told what happens: Cube's {@code logger}. */
  @FunctionalInterface
  interface LogHook {

    /**
     * Something has happened.
     *
     * @param message what, as Cube names it: {@code REST API Request}, {@code Auth Error}, {@code
     *     User Error} or {@code Internal Server Error}
     * @param parameters of it: texts and numbers; no token and no row
     */
    void log(String message, Map<String, @Nullable Object> parameters);
  }

  /** Cube's {@code logger}; empty where the project has none. */
  default Optional<LogHook> logger() {
    return Optional.empty();
  }

  /** Cube's {@code orchestratorOptions}; empty where the settings say it for all. */
  default Optional<OrchestratorHook> orchestratorOptions() {
    return Optional.empty();
  }

  /** Cube's {@code driverFactory}; empty where the environment describes the databases. */
  default Optional<DriverFactoryHook> driverFactory() {
    return Optional.empty();
  }

  /**
   * Cube's {@code jwt.jwkUrl} as a function: where the keys of a token are; empty where the
   * settings say.
   */
  default Optional<KeyLocator> keyLocator() {
    return Optional.empty();
  }

  /** {@code jwt.providers}: issuers whose tokens are taken, beside those of the settings. */
  default List<TokenIssuer> issuers() {
    return List.of();
  }

  /** Cube's {@code checkAuth}; empty where the token alone decides. */
  default Optional<AuthenticationHook> checkAuth() {
    return Optional.empty();
  }

  /** Cube's {@code queryRewrite}; empty where queries are taken as they are. */
  default Optional<QueryRewriteHook> queryRewrite() {
    return Optional.empty();
  }

  /** Cube's {@code extendContext}: what else hooks are told. */
  default Map<String, @Nullable Object> extendContext(
      Request request, Optional<Map<String, @Nullable Object>> securityContext) {
    return Map.of();
  }

  /** Cube's {@code contextToApiScopes}: the parts of the API that may be used. */
  default Set<String> apiScopes(RequestContext context, Set<String> defaults) {
    return defaults;
  }

  /** Cube's {@code contextToGroups}: the groups of access policies; empty where the token says. */
  default Optional<Set<String>> groups(RequestContext context) {
    return Optional.empty();
  }

  /** Cube's {@code contextToAppId}: whose model is read; empty where all share one. */
  default Optional<String> appId(RequestContext context) {
    return Optional.empty();
  }

  /**
   * Whether {@link #appId} may name tenants. Where it does not, {@code COMPILE_CONTEXT} of models
   * has no meaning.
   */
  default boolean namesTenants() {
    return true;
  }

  /**
   * Cube's {@code schemaVersion}: a tenant's files are read again when it changes; empty where they
   * are read once.
   */
  default Optional<String> schemaVersion(RequestContext context) {
    return Optional.empty();
  }

  /**
   * Cube's {@code repositoryFactory}, called when a tenant's model is needed for the first time;
   * empty where all tenants have the project's own files.
   */
  default Optional<RepositoryHook> repositoryFactory() {
    return Optional.empty();
  }

  /**
   * Cube's {@code preAggregationsSchema}, called when a tenant's model has been loaded; empty where
   * the settings say.
   */
  default Optional<PreAggregationsSchemaHook> preAggregationsSchema() {
    return Optional.empty();
  }

  /**
   * Cube's {@code scheduledRefreshContexts}: whose results the refresh worker renews, each with its
   * {@code securityContext}; empty where it renews everybody's.
   */
  default Optional<List<RequestContext>> refreshContexts() {
    return Optional.empty();
  }

  /** Cube's {@code contextToOrchestratorId}: with whom cached results are shared. */
  default String orchestratorId(RequestContext context) {
    return STANDALONE;
  }

  /** The hooks of a project that has none. */
  static ProjectHooks none() {
    return new ProjectHooks() {
      @Override
      public boolean namesTenants() {
        return false;
      }
    };
  }
}
