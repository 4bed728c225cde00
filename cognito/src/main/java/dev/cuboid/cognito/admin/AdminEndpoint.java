package dev.cuboid.cognito.admin;

import dev.cuboid.cognito.http.LocalOrigin;
import dev.cuboid.cognito.http.WebRequest;
import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.token.KeyRing;
import java.util.Optional;

/**
 * {@code POST /_admin/keys/rotate}: every pool gets new signing keys. {@code GET} and {@code POST
 * /_admin/users/<pool id>}: users out and in, one JSON object a line.
 */
public final class AdminEndpoint {

  private static final String ROTATE = "/_admin/keys/rotate";
  private static final String USERS = "/_admin/users/";

  private final PoolDirectory pools;
  private final KeyRing keys;
  private final UserTransfer transfer;

  /** Serves these pools. */
  public AdminEndpoint(PoolDirectory pools, KeyRing keys, UserTransfer transfer) {
    this.pools = pools;
    this.keys = keys;
    this.transfer = transfer;
  }

  /** Answers a request for one of the paths; nothing for other paths. */
  public Optional<WebResponse> handle(WebRequest request) {
    if (!request.path().equals(ROTATE) && !request.path().startsWith(USERS)) {
      return Optional.empty();
    }
    if (!LocalOrigin.of(request)) {
      return Optional.of(text(403, "Web pages of other hosts do not administrate.\n"));
    }
    return Optional.of(
        request.path().equals(ROTATE)
            ? rotate(request)
            : users(request, request.path().substring(USERS.length())));
  }

  private WebResponse rotate(WebRequest request) {
    if (!request.method().equals("POST")) {
      return text(405, "Keys are rotated by POST.\n");
    }
    pools.pools().forEach(keys::rotate);
    return WebResponse.empty(204);
  }

  private WebResponse users(WebRequest request, String poolId) {
    Optional<UserPool> pool = pools.findPool(poolId);
    if (pool.isEmpty()) {
      return text(404, "User pool " + poolId + " does not exist.\n");
    }
    return switch (request.method()) {
      case "GET" ->
          WebResponse.of(200, "application/x-ndjson;charset=UTF-8", transfer.export(pool.get()))
              .uncached();
      case "POST" -> add(pool.get(), request.body());
      default -> text(405, "Users come out by GET and in by POST.\n");
    };
  }

  private WebResponse add(UserPool pool, String lines) {
    try {
      int added = transfer.add(pool, lines);
      return WebResponse.json(200, Json.write(Json.object().put("added", added)));
    } catch (IllegalArgumentException e) {
      return text(400, e.getMessage() + "\n");
    }
  }

  private static WebResponse text(int status, String text) {
    return WebResponse.of(status, "text/plain;charset=UTF-8", text);
  }
}
