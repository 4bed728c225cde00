package dev.cuboid.server.hooks;

import dev.cuboid.script.ScriptFunction;
import dev.cuboid.server.config.QuerySettings;
import dev.cuboid.server.config.Setting;
import dev.cuboid.server.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of {@code cube.js}: which there are, what each must be, and what it does here.
 *
 * @see <a href="https://cube.dev/docs/product/configuration/reference/config">Cube's reference</a>
 */
final class CubeJsOption {

  /** The form of a value. */
  enum Form {
    FUNCTION("must be of type function"),
    TEXT("must be a string"),
    NUMBER("must be a number"),
    FLAG("must be a boolean"),
    LIST("must be an array"),
    OBJECT("must be of type object"),
    FUNCTION_OR_TEXT("must be one of [function, string]"),
    FUNCTION_OR_OBJECT("must be one of [function, object]"),
    FLAG_OR_NUMBER("must be one of [boolean, number]"),
    ANY("");

    private final String demand;

    Form(String demand) {
      this.demand = demand;
    }

    String demand() {
      return demand;
    }

    boolean fits(Object value) {
      return switch (this) {
        case FUNCTION -> value instanceof ScriptFunction;
        case TEXT -> value instanceof String;
        case NUMBER -> value instanceof Number;
        case FLAG -> value instanceof Boolean;
        case LIST -> value instanceof List;
        case OBJECT -> value instanceof Map;
        case FUNCTION_OR_TEXT -> value instanceof ScriptFunction || value instanceof String;
        case FUNCTION_OR_OBJECT -> value instanceof ScriptFunction || value instanceof Map;
        case FLAG_OR_NUMBER -> value instanceof Boolean || value instanceof Number;
        case ANY -> true;
      };
    }
  }

  static final String COMPILER_CACHE_SIZE = "compilerCacheSize";
  static final String JWT = "jwt";

  /** Whether a refresh worker runs, or every how many seconds it does. */
  static final String SCHEDULED_REFRESH_TIMER = "scheduledRefreshTimer";

  /** A text, or a function of the context. */
  static final String PRE_AGGREGATIONS_SCHEMA = "preAggregationsSchema";

  /** Below {@code jwt}; a text, or a function of a token's claims. */
  static final String JWK_URL = "jwkUrl";

  /** Options that say the same as an environment variable, which they win over. */
  static final Map<String, Setting<?>> SETTINGS =
      Map.of(
          "apiSecret",
          Settings.API_SECRET,
          "apiSecrets",
          Settings.API_SECRETS,
          "basePath",
          Settings.BASE_PATH,
          "schemaPath",
          Settings.SCHEMA_PATH,
          "gracefulShutdown",
          Settings.GRACEFUL_SHUTDOWN,
          PRE_AGGREGATIONS_SCHEMA,
          QuerySettings.PRE_AGGREGATIONS_SCHEMA);

  /** The same, below {@code jwt}. */
  static final Map<String, Setting<?>> JWT_SETTINGS =
      Map.of(
          JWK_URL,
          Settings.JWK_URL,
          "key",
          Settings.JWT_KEY,
          "algorithms",
          Settings.JWT_ALGORITHMS,
          "issuer",
          Settings.JWT_ISSUERS,
          "audience",
          Settings.JWT_AUDIENCE,
          "subject",
          Settings.JWT_SUBJECT,
          "claimsNamespace",
          Settings.JWT_CLAIMS_NAMESPACE,
          "providers",
          Settings.JWT_PROVIDERS);

  /** Options below {@code jwt} that have no effect: keys are fetched by rules of their own. */
  static final Set<String> JWT_WITHOUT_EFFECT =
      Set.of("jwkRetry", "jwkDefaultExpire", "jwkRefetchWindow");

  /** Functions that are called at requests. */
  static final Set<String> HOOKS =
      Set.of(
          "checkAuth",
          "driverFactory",
          "queryRewrite",
          "queryTransformer",
          "extendContext",
          "contextToAppId",
          "contextToOrchestratorId",
          "contextToApiScopes",
          "contextToGroups",
          "schemaVersion",
          "scheduledRefreshContexts",
          "logger",
          "repositoryFactory");

  private static final Map<String, Form> FORMS =
      Map.of(
          "apiSecret",
          Form.TEXT,
          "apiSecrets",
          Form.LIST,
          "basePath",
          Form.TEXT,
          "schemaPath",
          Form.TEXT,
          "gracefulShutdown",
          Form.NUMBER,
          COMPILER_CACHE_SIZE,
          Form.NUMBER,
          OrchestratorDescription.NAME,
          Form.FUNCTION_OR_OBJECT,
          SCHEDULED_REFRESH_TIMER,
          Form.FLAG_OR_NUMBER,
          PRE_AGGREGATIONS_SCHEMA,
          Form.FUNCTION_OR_TEXT,
          JWT,
          Form.OBJECT);

  private static final Map<String, Form> WITHOUT_EFFECT =
      Map.ofEntries(
          Map.entry("allowJsDuplicatePropsInSchema", Form.FLAG),
          Map.entry("allowNodeRequire", Form.FLAG),
          Map.entry("allowUngroupedWithoutPrimaryKey", Form.FLAG),
          Map.entry("cacheAndQueueDriver", Form.TEXT),
          Map.entry("canSwitchSqlUser", Form.FUNCTION),
          Map.entry("checkSqlAuth", Form.FUNCTION),
          Map.entry("contextToCubeStoreRouterId", Form.FUNCTION),
          Map.entry("dashboardAppPath", Form.TEXT),
          Map.entry("dashboardAppPort", Form.NUMBER),
          Map.entry("devServer", Form.FLAG),
          Map.entry("dialectFactory", Form.FUNCTION),
          Map.entry("externalDbType", Form.FUNCTION_OR_TEXT),
          Map.entry("externalDialectFactory", Form.FUNCTION),
          Map.entry("externalDriverFactory", Form.FUNCTION),
          Map.entry("fastReload", Form.FLAG),
          Map.entry("gatewayPort", Form.NUMBER),
          Map.entry("http", Form.OBJECT),
          Map.entry("livePreview", Form.FLAG),
          Map.entry("maxCompilerCacheKeepAlive", Form.NUMBER),
          Map.entry("pgSqlPort", Form.NUMBER),
          Map.entry("processSubscriptionsInterval", Form.NUMBER),
          Map.entry("scheduledRefreshBatchSize", Form.NUMBER),
          Map.entry("scheduledRefreshConcurrency", Form.NUMBER),
          Map.entry("scheduledRefreshTimeZones", Form.ANY),
          Map.entry("semanticLayerSync", Form.FUNCTION),
          Map.entry("serverHeadersTimeout", Form.NUMBER),
          Map.entry("serverKeepAliveTimeout", Form.NUMBER),
          Map.entry("serverless", Form.FLAG),
          Map.entry("sqlCache", Form.FLAG),
          Map.entry("sqlPassword", Form.TEXT),
          Map.entry("sqlPort", Form.NUMBER),
          Map.entry("sqlSuperUser", Form.TEXT),
          Map.entry("sqlUser", Form.TEXT),
          Map.entry("telemetry", Form.FLAG),
          Map.entry("updateCompilerCacheKeepAlive", Form.FLAG),
          Map.entry("webSockets", Form.FLAG),
          Map.entry("webSocketsBasePath", Form.TEXT));

  /**
   * Options that decide from where a tenant's data or model comes, with what to use instead.
   * Passing them over would answer with other rows than the project means to.
   */
  private static final Map<String, String> REFUSED =
      Map.of(
          "dbType",
          "CreateOptions.dbType was removed in v1.7.0. Set the CUBEJS_DB_TYPE environment variable",
          "contextToDataSourceId",
          "contextToDataSourceId was removed from Cube; use contextToAppId");

  private CubeJsOption() {}

  /** The form of an option; empty where there is no such option. */
  static Optional<Form> form(String name) {
    if (HOOKS.contains(name)) {
      return Optional.of(Form.FUNCTION);
    }
    return Optional.ofNullable(FORMS.get(name))
        .or(() -> Optional.ofNullable(WITHOUT_EFFECT.get(name)));
  }

  /** Whether an option is a function that is called at requests. */
  static boolean isHook(String name, Object value) {
    return value instanceof ScriptFunction
        && (HOOKS.contains(name) || name.equals(PRE_AGGREGATIONS_SCHEMA));
  }

  static boolean isWithoutEffect(String name) {
    return WITHOUT_EFFECT.containsKey(name);
  }

  /** Why an option of Cube's cannot be had here. */
  static Optional<String> refusal(String name) {
    return Optional.ofNullable(REFUSED.get(name));
  }
}
