package dev.cuboid.server.rest;

import dev.cuboid.engine.trace.Span;
import dev.cuboid.security.AuthenticationResult;
import dev.cuboid.security.Rejection;
import dev.cuboid.security.SecurityContext;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.http.HttpHandler;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import dev.cuboid.server.telemetry.RequestSpan;
import dev.cuboid.server.telemetry.Tracing;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The one way into the API: every request passes here before anything is answered. */
final class Gate {

  private final Identification identification;
  private final Callers callers;
  private final ProjectHooks hooks;
  private final Set<String> defaultScopes;
  private final RequestMetrics metrics;
  private final RequestLog requests;
  private final RefusalLog refusals;
  private final Tracing tracing;

  /**
   * @param defaultScopes the parts of the API that may be used where the hooks do not say
   */
  Gate(
      Identification identification,
      Callers callers,
      ProjectHooks hooks,
      Set<String> defaultScopes,
      RequestMetrics metrics,
      RefusalLog refusals,
      Tracing tracing) {
    this.identification = identification;
    this.callers = callers;
    this.hooks = hooks;
    this.defaultScopes = Set.copyOf(defaultScopes);
    this.metrics = metrics;
    this.requests = new RequestLog(hooks.logger());
    this.refusals = refusals;
    this.tracing = tracing;
  }

  /**
   * A handler that only those reach who may.
   *
   * @param route the path under which it is registered
   * @param scope the part of the API that it belongs to
   */
  HttpHandler guard(String route, String scope, BiFunction<Request, Caller, Response> handler) {
    return request -> {
      long start = System.nanoTime();
      RequestNames received = RequestNames.of(request);
      RequestNames names;
      Response response;
      try (RequestSpan span = tracing.begin(request, route, received.id())) {
        names = received.at(span.traceparent());
        response =
            names.logged(() -> answerOrError(scope, handler, request, received.id(), span.work()));
        span.answered(response.status());
      }
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      metrics.answered(scope, response.status(), time);
      requests.answered(request, names.id(), response, time);
      return response.withHeaders(names.headers());
    };
  }

  private Response answerOrError(
      String scope,
      BiFunction<Request, Caller, Response> handler,
      Request request,
      String requestId,
      Span span) {
    try {
      return answer(scope, handler, request, requestId, span);
    } catch (RuntimeException e) {
      return ErrorResponses.of(e, requestId);
    }
  }

  private Response answer(
      String scope,
      BiFunction<Request, Caller, Response> handler,
      Request request,
      String requestId,
      Span span) {
    Optional<SecurityContext> context;
    switch (identification.identify(request, TokenHeader.of(request))) {
      case AuthenticationResult.Rejected rejected -> {
        span.set(
            "cuboid.rejection.reason", rejected.rejection().code().name().toLowerCase(Locale.ROOT));
        return refusal(rejected.rejection(), requestId);
      }
      case AuthenticationResult.Authenticated known -> context = Optional.of(known.context());
      case AuthenticationResult.Anonymous _ -> context = Optional.empty();
    }
    Caller caller = callers.of(request, requestId, context, span);
    if (!hooks.apiScopes(caller.hookContext(), defaultScopes).contains(scope)) {
      throw new ApiException(403, "API scope is missing: " + scope);
    }
    return handler.apply(request, caller);
  }

  private Response refusal(Rejection rejection, String requestId) {
    metrics.refused(rejection.code());
    refusals.refused(rejection, requestId);
    return ErrorResponses.error(403, rejection.clientMessage());
  }
}
