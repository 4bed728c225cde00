package dev.cuboid.server.rest;

import dev.cuboid.engine.trace.Span;
import dev.cuboid.model.ContextValues;
import dev.cuboid.query.plan.MissingContextValue;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.security.Rejection;
import dev.cuboid.security.SecurityContext;
import dev.cuboid.server.hooks.HookException;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.hooks.RequestContext;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.project.DataSourceCatalog;
import dev.cuboid.server.project.PreAggregationNotices;
import dev.cuboid.server.project.TenantModels.Tenant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells for a request who its caller is, as the project's hooks see it. */
final class Callers {

  private static final String SECURITY_CONTEXT = "securityContext";

  private final ProjectHooks hooks;
  private final boolean lenient;
  private final boolean anonymousAllowed;
  private final MissingValueLog missingValues;
  private final DataSourceCatalog catalog;
  private final RequestSources shared;
  private final PreAggregationNotices notices;

  /**
   * @param lenient whether a missing value of a context lets all rows through
   * @param anonymousAllowed whether a request without a security context is answered
   * @param notices is told of models that are loaded for a tenant
   */
  Callers(
      ProjectHooks hooks,
      boolean lenient,
      boolean anonymousAllowed,
      DataSourceCatalog catalog,
      PreAggregationNotices notices) {
    this.hooks = hooks;
    this.lenient = lenient;
    this.anonymousAllowed = anonymousAllowed;
    this.missingValues = new MissingValueLog(lenient);
    this.catalog = catalog;
    this.shared = RequestSources.shared(catalog);
    this.notices = notices;
  }

  /**
   * @param identified the security context that was found; empty for an anonymous request
   * @param span the work for the request
   */
  Caller of(Request request, String requestId, Optional<SecurityContext> identified, Span span) {
    Map<String, @Nullable Object> extension =
        hooks.extendContext(request, identified.map(SecurityContext::values));
    Optional<SecurityContext> context = extended(identified, extension);
    boolean developer = identified.map(SecurityContext::signedByPlayground).orElse(true);
    RequestContext hookContext =
        new RequestContext(context.map(SecurityContext::values), requestId, extension);
    return of(context, hookContext, developer, span);
  }

  /** Somebody for whom the server works without a request. */
  Caller of(RequestContext context) {
    return of(
        context.securityContext().map(SecurityContexts::of),
        context,
        /* developer= */ false,
        Span.none());
  }

  private Caller of(
      Optional<SecurityContext> context, RequestContext hookContext, boolean developer, Span span) {
    RequestSources sources =
        hooks
            .driverFactory()
            .map(hook -> RequestSources.own(hook, catalog, hookContext))
            .orElse(shared);
    return new Caller(
        planContext(context, hookContext),
        hookContext.requestId(),
        hookContext,
        developer,
        tenant(hookContext, context, sources),
        hooks.orchestratorId(hookContext),
        sources,
        span);
  }

  /** A missing value denies, unless nobody is known. */
  private PlanContext planContext(Optional<SecurityContext> context, RequestContext hookContext) {
    Set<String> groups =
        hooks
            .groups(hookContext)
            .orElseGet(() -> context.map(known -> Set.copyOf(known.groups())).orElseGet(Set::of));
    if (context.isEmpty()) {
      return new PlanContext(ContextValues.empty(), MissingContextValue.ALLOW_ALL, groups);
    }
    return new PlanContext(
        ContextValues.of(context.get().values()),
        lenient ? MissingContextValue.ALLOW_ALL : MissingContextValue.DENY,
        groups,
        missingValues);
  }

  /** Empty where the hooks say nothing that could make models differ. */
  private Optional<Tenant> tenant(
      RequestContext context, Optional<SecurityContext> known, RequestSources sources) {
    Optional<String> appId = hooks.appId(context);
    Optional<String> version = hooks.schemaVersion(context);
    Optional<ProjectHooks.RepositoryHook> repository = hooks.repositoryFactory();
    Optional<ProjectHooks.PreAggregationsSchemaHook> schema = hooks.preAggregationsSchema();
    if (appId.isEmpty() && version.isEmpty() && repository.isEmpty() && schema.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Tenant(
            appId.orElse(ProjectHooks.STANDALONE),
            appId.isPresent() ? compileContext(known, context.extension()) : ContextValues.empty(),
            version.orElse(""),
            repository.map(hook -> () -> hook.repository(context)),
            model ->
                notices.loaded(
                    model, schema.map(hook -> hook.schema(context)), sources::knownDialect)));
  }

  /** What {@code extendContext} added stands beside the security context, as in Cube. */
  private static ContextValues compileContext(
      Optional<SecurityContext> context, Map<String, @Nullable Object> extension) {
    Map<String, @Nullable Object> own =
        context.map(SecurityContext::values).orElseGet(LinkedHashMap::new);
    Map<String, @Nullable Object> values = new LinkedHashMap<>(own);
    values.putAll(extension);
    values.put(SECURITY_CONTEXT, own);
    return ContextValues.of(values);
  }

  /** An extension's {@code securityContext} takes the place of the one that was found. */
  private Optional<SecurityContext> extended(
      Optional<SecurityContext> identified, Map<String, @Nullable Object> extension) {
    if (!extension.containsKey(SECURITY_CONTEXT)) {
      return identified;
    }
    @Nullable Object replacement = extension.get(SECURITY_CONTEXT);
    if (replacement == null) {
      if (!anonymousAllowed) {
        throw new ApiException(403, Rejection.INVALID_TOKEN);
      }
      return Optional.empty();
    }
    if (!(replacement instanceof Map<?, ?> object)) {
      throw new HookException("Error: the securityContext of extendContext must be an object");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    object.forEach((name, value) -> values.put(String.valueOf(name), value));
    return Optional.of(
        identified.isPresent()
            ? SecurityContexts.withValues(identified.get(), values)
            : SecurityContexts.of(values));
  }
}
