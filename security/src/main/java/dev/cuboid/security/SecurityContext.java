package dev.cuboid.security;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. {@link #toString} says nothing of the values.
 *
 * @param values what the data model reads: the object at the claims namespace, or all claims
 * @param groups for access policies
 * @param issuer of the token
 * @param expiresAt when the token ends
 * @param signedByPlayground whether the Playground signed the token
 */
public record SecurityContext(
    Map<String, @Nullable Object> values,
    List<String> groups,
    Optional<String> issuer,
    Optional<Instant> expiresAt,
    boolean signedByPlayground) {

  public SecurityContext {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    groups = List.copyOf(groups);
  }

  @Override
  public String toString() {
    return "SecurityContext" + values.keySet();
  }
}
