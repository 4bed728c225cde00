package dev.cuboid.server.rest;

import dev.cuboid.security.AuthenticationResult;
import dev.cuboid.security.Authenticator;
import dev.cuboid.security.ReasonCode;
import dev.cuboid.security.Rejection;
import dev.cuboid.security.SecurityContext;
import dev.cuboid.server.hooks.HookException;
import dev.cuboid.server.hooks.ProjectHooks.AuthenticationHook;
import dev.cuboid.server.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By the project's {@code checkAuth}, which replaces the check of the token. Tokens that the
 * Playground signed are good as well, where the server has a secret for them.
 */
final class HookIdentification implements Identification {

  private final AuthenticationHook hook;
  private final Authenticator authenticator;

  HookIdentification(AuthenticationHook hook, Authenticator authenticator) {
    this.hook = hook;
    this.authenticator = authenticator;
  }

  @Override
  public AuthenticationResult identify(Request request, TokenHeader.Found header) {
    Optional<Map<String, @Nullable Object>> context;
    try {
      context = hook.check(request, header.token());
    } catch (HookException e) {
      return signedByPlayground(header).orElseThrow(() -> e);
    }
    if (context.isPresent()) {
      return new AuthenticationResult.Authenticated(securityContext(context.get()));
    }
    // Cube would answer with everybody's rows.
    boolean anonymous = !header.isThere() && authenticator.config().developmentMode();
    return anonymous
        ? new AuthenticationResult.Anonymous()
        : new AuthenticationResult.Rejected(withoutContext(header));
  }

  private Optional<AuthenticationResult> signedByPlayground(TokenHeader.Found header) {
    return header.token().isPresent()
            && authenticator.authenticate(header.token())
                instanceof AuthenticationResult.Authenticated known
            && known.context().signedByPlayground()
        ? Optional.of(known)
        : Optional.empty();
  }

  private SecurityContext securityContext(Map<String, @Nullable Object> context) {
    Optional<String> namespace = authenticator.config().claimsNamespace();
    return SecurityContexts.of(
        namespace.isPresent() ? objectAt(namespace.get(), context) : context);
  }

  private static Map<String, @Nullable Object> objectAt(
      String namespace, Map<String, @Nullable Object> context) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (context.get(namespace) instanceof Map<?, ?> object) {
      object.forEach((name, value) -> values.put(String.valueOf(name), value));
    }
    return values;
  }

  private static Rejection withoutContext(TokenHeader.Found header) {
    return new Rejection(
        ReasonCode.MISSING,
        header.token().isPresent() ? Rejection.INVALID_TOKEN : Rejection.NO_TOKEN,
        "checkAuth of cube.js set no security context",
        Optional.empty(),
        Optional.empty());
  }
}
