package dev.cuboid.server.rest;

import dev.cuboid.security.AuthenticationResult;
import dev.cuboid.security.Rejection;
import dev.cuboid.security.SecurityContext;
import dev.cuboid.server.hooks.ProjectHooks;
import dev.cuboid.server.http.HttpHandler;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The one way into the API: every request passes here before anything is answered. */
final class Gate {

  private static final Logger log = LoggerFactory.getLogger(Gate.class);

  private final Identification identification;
  private final Callers callers;
  private final ProjectHooks hooks;
  private final Set<String> defaultScopes;
  private final RequestMetrics metrics;
  private final RequestLog requests;

  /**
   * @param defaultScopes the parts of the API that may be used where the hooks do not say
   */
  Gate(
      Identification identification,
      Callers callers,
      ProjectHooks hooks,
      Set<String> defaultScopes,
      RequestMetrics metrics) {
    this.identification = identification;
    this.callers = callers;
    this.hooks = hooks;
    this.defaultScopes = Set.copyOf(defaultScopes);
    this.metrics = metrics;
    this.requests = new RequestLog(hooks.logger());
  }

  /** A handler that only those reach who may. */
  HttpHandler guard(String scope, BiFunction<Request, Caller, Response> handler) {
    return request -> {
      long start = System.nanoTime();
      String requestId = requestId(request);
      Response response;
      // For every line of the log that is written on the way.
      try (MDC.MDCCloseable _ = MDC.putCloseable("request", requestId)) {
        response = answerOrError(scope, handler, request, requestId);
      }
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      metrics.answered(scope, response.status(), time);
      requests.answered(request, requestId, response, time);
      return response;
    };
  }

  private Response answerOrError(
      String scope,
      BiFunction<Request, Caller, Response> handler,
      Request request,
      String requestId) {
    try {
      return answer(scope, handler, request, requestId);
    } catch (RuntimeException e) {
      return ErrorResponses.of(e, requestId);
    }
  }

  private Response answer(
      String scope,
      BiFunction<Request, Caller, Response> handler,
      Request request,
      String requestId) {
    Optional<SecurityContext> context;
    switch (identification.identify(request, TokenHeader.of(request))) {
      case AuthenticationResult.Rejected rejected -> {
        return refusal(rejected.rejection(), requestId);
      }
      case AuthenticationResult.Authenticated known -> context = Optional.of(known.context());
      case AuthenticationResult.Anonymous _ -> context = Optional.empty();
    }
    Caller caller = callers.of(request, requestId, context);
    if (!hooks.apiScopes(caller.hookContext(), defaultScopes).contains(scope)) {
      throw new ApiException(403, "API scope is missing: " + scope);
    }
    return handler.apply(request, caller);
  }

  private Response refusal(Rejection rejection, String requestId) {
    metrics.refused(rejection.code());
    log.warn("{}", rejection.logLine(requestId));
    return ErrorResponses.error(403, rejection.clientMessage());
  }

  private static String requestId(Request request) {
    return request
        .header("x-request-id")
        .or(() -> request.header("traceparent"))
        .map(id -> id.replaceAll("[^\\x21-\\x7E]", "?"))
        .orElseGet(() -> UUID.randomUUID() + "-span-1");
  }
}
