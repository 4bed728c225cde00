package dev.cuboid.cognito.api;

import dev.cuboid.cognito.crypto.Identifiers;
import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.MfaConfiguration;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.SchemaAttribute;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import dev.cuboid.cognito.pool.UserPoolSettings;
import dev.cuboid.cognito.token.KeyRing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations on user pools. */
final class PoolOperations implements OperationGroup {

  private static final int LARGEST_PAGE = 60;

  private final PoolDirectory pools;
  private final UserDirectory users;
  private final KeyRing keys;
  private final Identifiers identifiers;
  private final InstantSource clock;

  PoolOperations(
      PoolDirectory pools,
      UserDirectory users,
      KeyRing keys,
      Identifiers identifiers,
      InstantSource clock) {
    this.pools = pools;
    this.users = users;
    this.keys = keys;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "CreateUserPool", this::create,
        "DescribeUserPool", this::describe,
        "ListUserPools", this::list,
        "UpdateUserPool", this::update,
        "DeleteUserPool", this::delete,
        "AddCustomAttributes", this::addCustomAttributes,
        "GetUserPoolMfaConfig", this::mfaConfig,
        "SetUserPoolMfaConfig", this::setMfaConfig);
  }

  private ObjectNode create(ApiCall call) {
    String name = call.required("PoolName");
    UserPoolSettings settings = call.as(UserPoolSettings.class);
    List<SchemaAttribute> schema = call.list("Schema", SchemaAttribute.class);
    UserPool pool =
        UserPool.create(identifiers.poolId(call.region()), name, settings, schema, now());
    pools.put(pool);
    keys.prepare(pool);
    return wrapped("UserPool", view(pool));
  }

  private ObjectNode describe(ApiCall call) {
    return wrapped("UserPool", view(pools.pool(call.required("UserPoolId"))));
  }

  private ObjectNode list(ApiCall call) {
    List<UserPool> here =
        pools.pools().stream().filter(pool -> pool.region().equals(call.region())).toList();
    Paging.Page<UserPool> page =
        Paging.page(here, call.text("NextToken"), call.number("MaxResults").orElse(LARGEST_PAGE));
    ObjectNode output = Json.object();
    ArrayNode list = output.putArray("UserPools");
    page.items().forEach(pool -> list.add(Views.poolSummary(pool)));
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  /** As on AWS, what is not sent falls back to its default. */
  private ObjectNode update(ApiCall call) {
    UserPoolSettings given = call.as(UserPoolSettings.class);
    pools.change(
        call.required("UserPoolId"),
        pool -> pool.withSettings(given.keepingIdentity(pool.settings()), now()));
    return Json.object();
  }

  private ObjectNode delete(ApiCall call) {
    UserPool pool = pools.pool(call.required("UserPoolId"));
    if (pool.settings().deletionProtection().filter("ACTIVE"::equals).isPresent()) {
      throw CognitoException.invalidParameter(
          "The user pool cannot be deleted because deletion protection is activated. Deletion"
              + " protection must be inactivated first.");
    }
    if (pools.domainOf(pool).isPresent()) {
      throw CognitoException.invalidParameter(
          "User pool cannot be deleted. It has a domain configured that should be deleted first.");
    }
    users.users(pool).toList().forEach(user -> users.remove(pool, user));
    keys.remove(pool);
    pools.remove(pool);
    return Json.object();
  }

  private ObjectNode addCustomAttributes(ApiCall call) {
    List<SchemaAttribute> added = call.list("CustomAttributes", SchemaAttribute.class);
    pools.change(call.required("UserPoolId"), pool -> pool.withCustomAttributes(added, now()));
    return Json.object();
  }

  private ObjectNode mfaConfig(ApiCall call) {
    return mfaView(pools.pool(call.required("UserPoolId")));
  }

  private ObjectNode setMfaConfig(ApiCall call) {
    MfaConfiguration mfa =
        call.as("MfaConfiguration", MfaConfiguration.class).orElse(MfaConfiguration.OFF);
    UserPool changed =
        pools.change(
            call.required("UserPoolId"),
            pool -> pool.withSettings(pool.settings().withMfa(mfa), now()));
    return mfaView(changed);
  }

  private static ObjectNode mfaView(UserPool pool) {
    ObjectNode output = Json.object();
    MfaConfiguration mfa = pool.settings().mfa();
    if (mfa != MfaConfiguration.OFF) {
      output.putObject("SoftwareTokenMfaConfiguration").put("Enabled", true);
    }
    output.put("MfaConfiguration", mfa.name());
    return output;
  }

  private ObjectNode view(UserPool pool) {
    return Views.pool(pool, pools.domainOf(pool), users.users(pool).count());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ObjectNode wrapped(String member, ObjectNode view) {
    ObjectNode output = Json.object();
    output.set(member, view);
    return output;
  }
}
