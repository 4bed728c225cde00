package dev.cuboid.server.rest;

import dev.cuboid.security.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Security contexts whose values the project's hooks give. */
final class SecurityContexts {

  private static final SecurityContext NOBODY =
      new SecurityContext(Map.of(), List.of(), Optional.empty(), Optional.empty(), false);

  private SecurityContexts() {}

  /** A context of nothing but these values. */
  static SecurityContext of(Map<String, @Nullable Object> values) {
    return withValues(NOBODY, values);
  }

  /** The same caller with other values. */
  @SuppressWarnings("NullAway") // a record's constructor loses the annotations of type arguments
  static SecurityContext withValues(SecurityContext context, Map<String, @Nullable Object> values) {
    return new SecurityContext(
        values,
        context.groups(),
        context.issuer(),
        context.expiresAt(),
        context.signedByPlayground());
  }
}
