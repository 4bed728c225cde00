package dev.cuboid.server.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cuboid.query.plan.PlanContext;
import dev.cuboid.server.http.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * Requests that were planned lately, so that one which comes again with the same security context
 * is not planned again. Thread-safe.
 */
final class PreparedRequests {

  /**
   * A plan holds the present offset of its time zone, for refresh keys: it is made anew soon after
   * that has changed.
   */
  static final Duration KEPT = Duration.ofMinutes(1);

  private static final int CAPACITY_IN_CHARACTERS = 16_000_000;

  /** Everything that a plan is made of; models are compared by identity. */
  private record Key(ModelView view, PlanContext context, String request) {

    static Key of(Request request, ModelView view, PlanContext context) {
      String text = request.method().equals("POST") ? request.body() : request.queryString();
      return new Key(view, context, request.method() + " " + text);
    }
  }

  private final Cache<Key, PreparedRequest> requests =
      Caffeine.newBuilder()
          .maximumWeight(CAPACITY_IN_CHARACTERS)
          .weigher(
              (Key key, PreparedRequest prepared) -> key.request().length() + prepared.length())
          .expireAfterWrite(KEPT)
          // Its upkeep is less work than waking another thread for it.
          .executor(Runnable::run)
          .build();

  Optional<PreparedRequest> find(Request request, ModelView view, PlanContext context) {
    return Optional.ofNullable(requests.getIfPresent(Key.of(request, view, context)));
  }

  void put(Request request, ModelView view, PlanContext context, PreparedRequest prepared) {
    requests.put(Key.of(request, view, context), prepared);
  }
}
