package dev.cuboid.cognito.hosted;

import dev.cuboid.cognito.http.WebResponse;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserPool;
import java.util.List;
import java.util.Map;

/** The page at the root: the pools, their clients, and where their documents are. */
final class HomePage {

  private final Pages pages;
  private final PoolDirectory pools;

  HomePage(Pages pages, PoolDirectory pools) {
    this.pages = pages;
    this.pools = pools;
  }

  WebResponse show() {
    List<Map<String, Object>> list = pools.pools().stream().map(this::view).toList();
    return pages.page(200, "home", Map.of("title", "Local user pools", "pool", "", "pools", list));
  }

  private Map<String, Object> view(UserPool pool) {
    List<Map<String, String>> clients = pools.clients(pool).stream().map(HomePage::view).toList();
    return Map.of("id", pool.id(), "name", pool.name(), "clients", clients);
  }

  private static Map<String, String> view(AppClient client) {
    return Map.of("clientId", client.clientId(), "name", client.settings().clientName());
  }
}
