package dev.cuboid.cognito.api;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.ResourceServer;
import dev.cuboid.cognito.pool.UserPool;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The operations on resource servers and their scopes. */
final class ResourceServerOperations implements OperationGroup {

  private static final int LARGEST_PAGE = 50;

  private final PoolDirectory pools;

  ResourceServerOperations(PoolDirectory pools) {
    this.pools = pools;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "CreateResourceServer", this::create,
        "DescribeResourceServer", this::describe,
        "UpdateResourceServer", this::update,
        "DeleteResourceServer", this::delete,
        "ListResourceServers", this::list);
  }

  private ObjectNode create(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    String identifier = call.required("Identifier");
    if (pools.findResourceServer(pool, identifier).isPresent()) {
      throw CognitoException.invalidParameter(
          identifier + " already exists in user pool " + pool.id() + ".");
    }
    return stored(call, pool, identifier);
  }

  private ObjectNode describe(ApiCall call) {
    return wrapped(find(call));
  }

  private ObjectNode update(ApiCall call) {
    ResourceServer before = find(call);
    return stored(call, pools.pool(before.userPoolId()), before.identifier());
  }

  private ObjectNode delete(ApiCall call) {
    pools.remove(find(call));
    return Json.object();
  }

  private ObjectNode list(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    Paging.Page<ResourceServer> page =
        Paging.page(
            pools.resourceServers(pool),
            call.text("NextToken"),
            call.number("MaxResults").orElse(LARGEST_PAGE));
    ObjectNode output = Json.object();
    output.set("ResourceServers", Json.tree(page.items()));
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  private ObjectNode stored(ApiCall call, UserPool pool, String identifier) {
    ResourceServer server =
        new ResourceServer(
            pool.id(),
            identifier,
            call.required("Name"),
            call.list("Scopes", ResourceServer.Scope.class));
    pools.put(server);
    return wrapped(server);
  }

  private ResourceServer find(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    String identifier = call.required("Identifier");
    return pools
        .findResourceServer(pool, identifier)
        .orElseThrow(
            () -> CognitoException.notFound("Resource server " + identifier + " does not exist."));
  }

  private static ObjectNode wrapped(ResourceServer server) {
    ObjectNode output = Json.object();
    output.set("ResourceServer", Json.tree(server));
    return output;
  }
}
