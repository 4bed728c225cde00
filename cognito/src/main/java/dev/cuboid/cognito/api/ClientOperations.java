package dev.cuboid.cognito.api;

import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.AppClient;
import dev.cuboid.cognito.pool.AppClientSettings;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.UserPool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations on app clients. */
final class ClientOperations implements OperationGroup {

  private static final int LARGEST_PAGE = 60;

  private final PoolDirectory pools;
  private final Identifiers identifiers;
  private final InstantSource clock;

  ClientOperations(PoolDirectory pools, Identifiers identifiers, InstantSource clock) {
    this.pools = pools;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "CreateUserPoolClient", this::create,
        "DescribeUserPoolClient", this::describe,
        "ListUserPoolClients", this::list,
        "UpdateUserPoolClient", this::update,
        "DeleteUserPoolClient", this::delete);
  }

  private ObjectNode create(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    call.required("ClientName");
    AppClientSettings settings = call.as(AppClientSettings.class);
    settings.check();
    Optional<String> secret =
        call.flag("GenerateSecret") ? Optional.of(identifiers.clientSecret()) : Optional.empty();
    AppClient client =
        new AppClient(identifiers.clientId(), pool.id(), secret, now(), now(), settings);
    pools.put(client);
    return wrapped(client);
  }

  private ObjectNode describe(ApiCall call) {
    return wrapped(client(call));
  }

  private ObjectNode list(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    Paging.Page<AppClient> page =
        Paging.page(
            pools.clients(pool),
            call.text("NextToken"),
            call.number("MaxResults").orElse(LARGEST_PAGE));
    ObjectNode output = Json.object();
    ArrayNode list = output.putArray("UserPoolClients");
    page.items()
        .forEach(
            client ->
                list.addObject()
                    .put("ClientId", client.clientId())
                    .put("UserPoolId", client.userPoolId())
                    .put("ClientName", client.settings().clientName()));
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  /** As on AWS, what is not sent falls back to its default, the name apart. */
  private ObjectNode update(ApiCall call) {
    AppClient client = client(call);
    if (call.text("ClientName").isEmpty()) {
      call.body().put("ClientName", client.settings().clientName());
    }
    AppClientSettings settings = call.as(AppClientSettings.class);
    settings.check();
    AppClient changed = client.withSettings(settings, now());
    pools.put(changed);
    return wrapped(changed);
  }

  private ObjectNode delete(ApiCall call) {
    pools.remove(client(call));
    return Json.object();
  }

  private AppClient client(ApiCall call) {
    return pools.client(call.required("UserPoolId"), call.required("ClientId"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ObjectNode wrapped(AppClient client) {
    ObjectNode output = Json.object();
    output.set("UserPoolClient", Views.client(client));
    return output;
  }
}
