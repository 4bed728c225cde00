package dev.cuboid.cognito.api;

import dev.cuboid.cognito.json.Json;
import dev.cuboid.cognito.pool.CognitoException;
import dev.cuboid.cognito.pool.ErrorType;
import dev.cuboid.cognito.pool.Group;
import dev.cuboid.cognito.pool.PoolDirectory;
import dev.cuboid.cognito.pool.User;
import dev.cuboid.cognito.pool.UserDirectory;
import dev.cuboid.cognito.pool.UserPool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations on groups and their members. */
final class GroupOperations implements OperationGroup {

  private static final int LARGEST_PAGE = 60;

  private final PoolDirectory pools;
  private final UserDirectory users;
  private final InstantSource clock;

  GroupOperations(PoolDirectory pools, UserDirectory users, InstantSource clock) {
    this.pools = pools;
    this.users = users;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "CreateGroup", this::create,
        "GetGroup", this::get,
        "UpdateGroup", this::update,
        "DeleteGroup", this::delete,
        "ListGroups", this::list,
        "AdminAddUserToGroup", this::addUser,
        "AdminRemoveUserFromGroup", this::removeUser,
        "AdminListGroupsForUser", this::listForUser,
        "ListUsersInGroup", this::listUsers);
  }

  private ObjectNode create(ApiCall call) {
    UserPool pool = pool(call);
    String name = call.required("GroupName");
    if (pools.findGroup(pool, name).isPresent()) {
      throw new CognitoException(ErrorType.GROUP_EXISTS, "A group with the name already exists.");
    }
    Group group =
        new Group(
            name,
            pool.id(),
            call.text("Description"),
            call.text("RoleArn"),
            call.number("Precedence"),
            now(),
            now());
    pools.put(group);
    return wrapped(group);
  }

  private ObjectNode get(ApiCall call) {
    return wrapped(pools.group(pool(call), call.required("GroupName")));
  }

  private ObjectNode update(ApiCall call) {
    Group before = pools.group(pool(call), call.required("GroupName"));
    Group after =
        new Group(
            before.groupName(),
            before.userPoolId(),
            call.text("Description").or(before::description),
            call.text("RoleArn").or(before::roleArn),
            call.number("Precedence").or(before::precedence),
            now(),
            before.creationDate());
    pools.put(after);
    return wrapped(after);
  }

  private ObjectNode delete(ApiCall call) {
    UserPool pool = pool(call);
    Group group = pools.group(pool, call.required("GroupName"));
    members(pool, group).toList().forEach(user -> leave(pool, user, group.groupName()));
    pools.remove(group);
    return Json.object();
  }

  private ObjectNode list(ApiCall call) {
    return groups(call, pools.groups(pool(call)));
  }

  private ObjectNode addUser(ApiCall call) {
    UserPool pool = pool(call);
    User user = users.require(pool, call.required("Username"));
    Group group = pools.group(pool, call.required("GroupName"));
    users.change(
        pool,
        user.username(),
        current ->
            current.withGroups(
                Stream.concat(current.groups().stream(), Stream.of(group.groupName()))
                    .distinct()
                    .toList()));
    return Json.object();
  }

  private ObjectNode removeUser(ApiCall call) {
    UserPool pool = pool(call);
    User user = users.require(pool, call.required("Username"));
    leave(pool, user, pools.group(pool, call.required("GroupName")).groupName());
    return Json.object();
  }

  private ObjectNode listForUser(ApiCall call) {
    UserPool pool = pool(call);
    User user = users.require(pool, call.required("Username"));
    List<Group> groups =
        user.groups().stream()
            .map(name -> pools.findGroup(pool, name))
            .flatMap(Optional::stream)
            .toList();
    return groups(call, groups);
  }

  private ObjectNode listUsers(ApiCall call) {
    UserPool pool = pool(call);
    Group group = pools.group(pool, call.required("GroupName"));
    Paging.Page<User> page =
        Paging.page(members(pool, group).toList(), call.text("NextToken"), limit(call));
    ObjectNode output = Json.object();
    ArrayNode list = output.putArray("Users");
    page.items().forEach(user -> list.add(Views.user(user, List.of())));
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  private Stream<User> members(UserPool pool, Group group) {
    return users.users(pool).filter(user -> user.groups().contains(group.groupName()));
  }

  private void leave(UserPool pool, User user, String groupName) {
    users.change(
        pool,
        user.username(),
        current ->
            current.withGroups(
                current.groups().stream().filter(name -> !name.equals(groupName)).toList()));
  }

  private static ObjectNode groups(ApiCall call, List<Group> groups) {
    Paging.Page<Group> page = Paging.page(groups, call.text("NextToken"), limit(call));
    ObjectNode output = Json.object();
    output.set("Groups", Json.tree(page.items()));
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  private static int limit(ApiCall call) {
    return call.number("Limit").orElse(LARGEST_PAGE);
  }

  private UserPool pool(ApiCall call) {
    return pools.pool(call.required("UserPoolId"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ObjectNode wrapped(Group group) {
    ObjectNode output = Json.object();
    output.set("Group", Json.tree(group));
    return output;
  }
}
