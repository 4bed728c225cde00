package dev.cuboid.server.rest;

import dev.cuboid.security.AuthenticationResult;
import dev.cuboid.security.Authenticator;
import dev.cuboid.security.ReasonCode;
import dev.cuboid.security.Rejection;
import dev.cuboid.server.http.HttpHandler;
import dev.cuboid.server.http.Request;
import dev.cuboid.server.http.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way into the API: every request passes here before anything is answered. */
final class Gate {

  private static final Logger log = LoggerFactory.getLogger(Gate.class);

  private final Authenticator authenticator;
  private final Set<String> scopes;
  private final boolean lenient;

  /**
   * @param scopes the parts of the API that may be used
   * @param lenient whether a missing value of a context lets all rows through
   */
  Gate(Authenticator authenticator, Set<String> scopes, boolean lenient) {
    this.authenticator = authenticator;
    this.scopes = Set.copyOf(scopes);
    this.lenient = lenient;
  }

  /** A handler that only those reach who may. */
  HttpHandler guard(String scope, BiFunction<Request, Caller, Response> handler) {
    return request -> {
      String requestId = requestId(request);
      TokenHeader.Found header = TokenHeader.of(request);
      AuthenticationResult result = authenticated(header);
      if (result instanceof AuthenticationResult.Rejected rejected) {
        return refusal(rejected.rejection(), requestId, request);
      }
      if (!scopes.contains(scope)) {
        return ErrorResponses.error(403, "API scope is missing: " + scope);
      }
      Caller caller =
          new Caller(
              result instanceof AuthenticationResult.Authenticated known
                  ? Optional.of(known.context())
                  : Optional.empty(),
              requestId,
              lenient);
      try {
        return handler.apply(request, caller);
      } catch (RuntimeException e) {
        return ErrorResponses.of(e, requestId);
      }
    };
  }

  /** A header that is there but holds no token is a mistake, also where none is needed. */
  private AuthenticationResult authenticated(TokenHeader.Found header) {
    if (header.isThere() && header.token().isEmpty()) {
      return new AuthenticationResult.Rejected(
          new Rejection(
              ReasonCode.MISSING,
              Rejection.NO_TOKEN,
              "the header holds no token",
              Optional.empty(),
              Optional.empty()));
    }
    return authenticator.authenticate(header.token());
  }

  private static Response refusal(Rejection rejection, String requestId, Request request) {
    log.warn(
        "refused {} {}: {} ({}) issuer={} kid={} request={}",
        request.method(),
        request.path(),
        rejection.code(),
        rejection.detail(),
        rejection.issuer().orElse("-"),
        rejection.keyId().orElse("-"),
        requestId);
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
