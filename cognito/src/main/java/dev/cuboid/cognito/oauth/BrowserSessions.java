package dev.cuboid.cognito.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserPool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who is signed in on the hosted pages of which browser, by cookie, for an hour as on AWS. Kept in
 * memory. Thread-safe.
 */
public final class BrowserSessions {

  private static final String COOKIE = "cognito";
  private static final Duration LIFE = Duration.ofHours(1);
  private static final int LARGEST_COUNT = 10_000;

  /** A signed-in browser. */
  public record BrowserSession(String userPoolId, String username, Instant authTime) {}

  private final Cache<String, BrowserSession> sessions =
      Caffeine.newBuilder().maximumSize(LARGEST_COUNT).expireAfterWrite(LIFE).build();
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** No sessions yet. */
  public BrowserSessions(Identifiers identifiers, InstantSource clock) {
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** Who is signed in to a pool in the browser that sent this. */
  public Optional<BrowserSession> find(WebRequest request, UserPool pool) {
    return request
        .cookie(COOKIE)
        .flatMap(id -> Optional.ofNullable(sessions.getIfPresent(id)))
        .filter(session -> session.userPoolId().equals(pool.id()))
        .filter(session -> clock.instant().isBefore(session.authTime().plus(LIFE)));
  }

  /** Signs a user in and adds the cookie to the answer. */
  public WebResponse begin(WebResponse answer, User user, Instant authTime) {
    String id = identifiers.secret();
    sessions.put(id, new BrowserSession(user.userPoolId(), user.username(), authTime));
    return answer.with(
        "Set-Cookie",
        COOKIE + "=" + id + "; Path=/; Max-Age=" + LIFE.toSeconds() + "; HttpOnly; SameSite=Lax");
  }

  /** Signs out whoever is signed in in the browser that sent this, and removes the cookie. */
  public WebResponse end(WebRequest request, WebResponse answer) {
    request.cookie(COOKIE).ifPresent(sessions::invalidate);
    return answer.with("Set-Cookie", COOKIE + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  }
}
