package dev.cuboid.server.hooks;

import dev.cuboid.script.ScriptContext;
import dev.cuboid.script.ScriptException;
import dev.cuboid.script.ScriptFunction;
import dev.cuboid.script.ScriptSource;
import dev.cuboid.security.KeyLocator;
import dev.cuboid.server.config.Setting;
import dev.cuboid.server.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The functions of a {@code cube.js}. */
final class ScriptHooks implements ProjectHooks {

  private static final Logger log = LoggerFactory.getLogger(ScriptHooks.class);

  /** Hooks reach neither network nor files, so that one that takes longer hangs. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Set<String> SCOPES = Set.of("graphql", "meta", "data", "sql", "jobs");
  private static final Set<String> NAMED_ERRORS =
      Set.of("TypeError", "RangeError", "ReferenceError", "SyntaxError", "URIError", "EvalError");
  private static final Set<String> PRIMITIVES =
      Set.of("string", "number", "boolean", "bigint", "symbol", "undefined");

  /** Hooks may answer by changing their argument, which only the script's side can see. */
  private static final ScriptSource CHECK_AUTH =
      new ScriptSource(
          "checkAuth",
          """
          (async (hook, request, token) => {
            const result = await hook(request, token === null ? undefined : token);
            const given = result !== null && typeof result === 'object' ? result : {};
            if ('securityContext' in given) return given.securityContext;
            if ('security_context' in given) return given.security_context;
            return request.securityContext === undefined ? request.authInfo : request.securityContext;
          })
          """);

  /** A repository's methods may be those of its class, which data does not show. */
  private static final ScriptSource REPOSITORY =
      new ScriptSource(
          "repositoryFactory",
          """
          (async (hook, context) => {
            const repository = (await hook(context)) ?? {};
            if (typeof repository.dataSchemaFiles === 'function') {
              return { files: async () => repository.dataSchemaFiles() };
            }
            return typeof repository.localPath === 'function' ? { path: repository.localPath() } : null;
          })
          """);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private final Map<String, ScriptFunction> functions;
  private final Optional<Object> orchestratorOptions;
  private final ScriptFunction checkAuth;
  private final ScriptFunction repository;

  /**
   * @param context in which the functions live
   * @param functions by the name of the option
   * @param orchestratorOptions a function, or what it would give
   */
  ScriptHooks(
      ScriptContext context,
      Map<String, ScriptFunction> functions,
      Optional<Object> orchestratorOptions) {
    this.functions = Map.copyOf(functions);
    this.orchestratorOptions = orchestratorOptions;
    this.checkAuth = function(context, CHECK_AUTH);
    this.repository = function(context, REPOSITORY);
  }

  private static ScriptFunction function(ScriptContext context, ScriptSource source) {
    if (context.evaluate(source, LIMIT) instanceof ScriptFunction function) {
      return function;
    }
    throw new IllegalStateException("a function expression is expected to give a function");
  }

  @Override
  public Optional<AuthenticationHook> checkAuth() {
    return find("checkAuth")
        .map(
            hook ->
                (request, token) ->
                    PlainData.object(
                        call(
                            "checkAuth",
                            checkAuth,
                            hook,
                            ScriptRequest.of(request, Optional.empty()),
                            token.orElse(null)),
                        "the security context that checkAuth gives"));
  }

  @Override
  public Optional<QueryRewriteHook> queryRewrite() {
    return find("queryRewrite")
        .or(() -> find("queryTransformer"))
        .map(hook -> (query, context) -> rewrite(hook, query, context));
  }

  @Override
  public Optional<LogHook> logger() {
    return find("logger")
        .map(hook -> (message, parameters) -> call("logger", hook, message, parameters));
  }

  @Override
  public Optional<OrchestratorHook> orchestratorOptions() {
    return orchestratorOptions.map(
        given -> {
          if (given instanceof ScriptFunction hook) {
            return context -> {
              @Nullable Object described =
                  call(OrchestratorDescription.NAME, hook, context.asMap());
              OrchestratorDescription.require(described);
              return OrchestratorDescription.read(described, ScriptHooks::queueOptions);
            };
          }
          OrchestratorOptions same = OrchestratorDescription.read(given, ScriptHooks::queueOptions);
          return context -> same;
        });
  }

  private static @Nullable Object queueOptions(ScriptFunction hook, String dataSource) {
    return call("queueOptions", hook, dataSource);
  }

  @Override
  public Optional<DriverFactoryHook> driverFactory() {
    return find("driverFactory").map(hook -> (context, name) -> describe(hook, context, name));
  }

  private static Map<Setting<?>, String> describe(
      ScriptFunction hook, RequestContext context, String dataSource) {
    Map<String, @Nullable Object> argument = new LinkedHashMap<>(context.asMap());
    argument.put("dataSource", dataSource);
    Map<String, @Nullable Object> description =
        PlainData.object(
                call("driverFactory", hook, argument), "the description that driverFactory gives")
            .orElseThrow(
                () ->
                    new HookException(
                        "Error: Unexpected return type, driverFactory must return driver (data"
                            + " source: \"%s\"), actual: null".formatted(dataSource)));
    return DriverDescription.settings(description);
  }

  private static ObjectNode rewrite(ScriptFunction hook, ObjectNode query, RequestContext context) {
    @Nullable Object rewritten =
        call("queryRewrite", hook, JSON.convertValue(query, OBJECT), context.asMap());
    Map<String, @Nullable Object> object =
        PlainData.object(rewritten, "the query that queryRewrite gives")
            .orElseThrow(
                () ->
                    new HookException(
                        "Error: queryTransformer returned null query. Please check your"
                            + " queryTransformer implementation"));
    return JSON.valueToTree(object);
  }

  @Override
  public Map<String, @Nullable Object> extendContext(
      Request request, Optional<Map<String, @Nullable Object>> securityContext) {
    Optional<ScriptFunction> hook = find("extendContext");
    if (hook.isEmpty()) {
      return Map.of();
    }
    return PlainData.object(
            call("extendContext", hook.get(), ScriptRequest.of(request, securityContext)),
            "the result of extendContext")
        .orElseGet(Map::of);
  }

  @Override
  public Optional<Set<String>> groups(RequestContext context) {
    return find("contextToGroups")
        .map(
            hook -> {
              Object result = call("contextToGroups", hook, context.asMap());
              if (!(result instanceof List<?> list)
                  || !list.stream().allMatch(String.class::isInstance)) {
                throw new HookException("Error: contextToGroups must return an array of strings");
              }
              Set<String> groups = new LinkedHashSet<>();
              list.forEach(group -> groups.add(String.valueOf(group)));
              return groups;
            });
  }

  @Override
  public Set<String> apiScopes(RequestContext context, Set<String> defaults) {
    Optional<ScriptFunction> hook = find("contextToApiScopes");
    if (hook.isEmpty()) {
      return defaults;
    }
    Map<String, @Nullable Object> securityContext = context.securityContext().orElseGet(Map::of);
    @Nullable Object result =
        call("contextToApiScopes", hook.get(), securityContext, List.copyOf(defaults));
    if (!(result instanceof List<?> list)) {
      throw new HookException(
          "Error: A user-defined contextToApiScopes function returns an inconsistent type.");
    }
    Set<String> scopes = new LinkedHashSet<>();
    for (Object scope : list) {
      String name = String.valueOf(scope);
      if (!SCOPES.contains(name)) {
        throw new HookException(
            "Error: A user-defined contextToApiScopes function returns a wrong scope: " + name);
      }
      scopes.add(name);
    }
    return scopes;
  }

  @Override
  public Optional<KeyLocator> keyLocator() {
    return find(CubeJsOption.JWK_URL)
        .<KeyLocator>map(hook -> (Map<String, @Nullable Object> claims) -> keysOf(hook, claims));
  }

  private static Optional<URI> keysOf(ScriptFunction hook, Map<String, @Nullable Object> claims) {
    try {
      return call(CubeJsOption.JWK_URL, hook, claims) instanceof String address
          ? Optional.of(URI.create(address))
          : Optional.empty();
    } catch (HookException | IllegalArgumentException e) {
      // Whatever goes wrong, no key is trusted.
      return Optional.empty();
    }
  }

  @Override
  public boolean namesTenants() {
    return find("contextToAppId").isPresent();
  }

  @Override
  public Optional<String> appId(RequestContext context) {
    return find("contextToAppId").map(hook -> name("contextToAppId", hook, context));
  }

  @Override
  public Optional<String> schemaVersion(RequestContext context) {
    return find("schemaVersion")
        .map(hook -> String.valueOf(call("schemaVersion", hook, context.asMap())));
  }

  @Override
  public Optional<RepositoryHook> repositoryFactory() {
    return find("repositoryFactory")
        .map(
            hook ->
                context ->
                    RepositoryDescription.read(
                        call("repositoryFactory", repository, hook, context.asMap()),
                        files -> call("dataSchemaFiles", files)));
  }

  @Override
  public Optional<PreAggregationsSchemaHook> preAggregationsSchema() {
    return find(CubeJsOption.PRE_AGGREGATIONS_SCHEMA)
        .map(hook -> context -> name(CubeJsOption.PRE_AGGREGATIONS_SCHEMA, hook, context));
  }

  @Override
  public Optional<List<RequestContext>> refreshContexts() {
    return find("scheduledRefreshContexts")
        .map(hook -> call("scheduledRefreshContexts", hook))
        .map(
            contexts -> {
              if (!(contexts instanceof List<?> list)) {
                throw new HookException("Error: scheduledRefreshContexts must return an array");
              }
              return list.stream().map(ScriptHooks::refreshContext).toList();
            });
  }

  private static RequestContext refreshContext(@Nullable Object described) {
    Map<String, @Nullable Object> context =
        new LinkedHashMap<>(
            PlainData.object(described, "a context that scheduledRefreshContexts gives")
                .orElseGet(Map::of));
    Optional<Map<String, @Nullable Object>> securityContext =
        PlainData.object(
            context.remove("securityContext"),
            "a securityContext that scheduledRefreshContexts gives");
    return new RequestContext(securityContext, "scheduled-refresh", context);
  }

  @Override
  public String orchestratorId(RequestContext context) {
    return find("contextToOrchestratorId")
        .map(hook -> name("contextToOrchestratorId", hook, context))
        .orElse(STANDALONE);
  }

  /** What keeps tenants apart must be a text: anything else would bring strangers together. */
  private static String name(String option, ScriptFunction hook, RequestContext context) {
    if (call(option, hook, context.asMap()) instanceof String name && !name.isEmpty()) {
      return name;
    }
    throw new HookException("Error: " + option + " must return a text that is not empty");
  }

  private Optional<ScriptFunction> find(String option) {
    return Optional.ofNullable(functions.get(option));
  }

  private static @Nullable Object call(
      String option, ScriptFunction function, @Nullable Object... arguments) {
    try {
      return function.call(LIMIT, arguments);
    } catch (ScriptException e) {
      log.warn(
          "{} of cube.js failed{}: {}",
          option,
          e.position().map(at -> " at " + at.fileName() + ":" + at.line()).orElse(""),
          e.errorType());
      throw new HookException(asText(option, e));
    }
  }

  /** The error as {@code toString} of JavaScript has it. */
  private static String asText(String option, ScriptException e) {
    if (e.kind() == ScriptException.Kind.TIMEOUT) {
      return "Error: " + option + " took longer than " + LIMIT.toSeconds() + " seconds";
    }
    String message = String.valueOf(e.getMessage());
    if (PRIMITIVES.contains(e.errorType())) {
      return message;
    }
    String type = NAMED_ERRORS.contains(e.errorType()) ? e.errorType() : "Error";
    return message.isEmpty() ? type : type + ": " + message;
  }
}
