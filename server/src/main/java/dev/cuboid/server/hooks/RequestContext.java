package dev.cuboid.server.hooks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What hooks are told of a request.
 *
 * @param securityContext as the data model reads it; empty for an anonymous request
 * @param requestId by which log and client know the request
 * @param extension what {@code extendContext} added
 * @see <a href="https://cube.dev/docs/product/configuration/reference/config">Cube's reference</a>
 */
public record RequestContext(
    Optional<Map<String, @Nullable Object>> securityContext,
    String requestId,
    Map<String, @Nullable Object> extension) {

  public RequestContext {
    extension = Collections.unmodifiableMap(new LinkedHashMap<>(extension));
  }

  /** As scripts see it; an anonymous request has no {@code securityContext} at all. */
  Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("requestId", requestId);
    map.putAll(extension);
    // Later, because an extension's own securityContext is already part of the context.
    map.remove("securityContext");
    securityContext.ifPresent(
        values -> {
          map.put("securityContext", values);
          map.putIfAbsent("authInfo", values);
        });
    return map;
  }
}
